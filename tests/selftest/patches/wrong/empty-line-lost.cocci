// An empty line is taken for the end of input.
// labs: 03 04 05
// program: client
// expect: empty-line-lost input-cut-short

@@
expression b, n;
identifier x;
position p : script:python() { here(p) };
@@
(
- (x = read_line@p(b, n)) > 0
+ (x = read_line(b, n)) > 1
|
- (x = read_line@p(b, n)) != 0
+ (x = read_line(b, n)) > 1
)
