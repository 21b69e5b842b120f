// A bracket is missing: what is assigned is the comparison.
// labs: 01 02 03 04 05 06
// expect: comparison-assigned
// expect lab06: comparison-assigned wrong-socket

@@
expression x, c;
expression list es;
identifier f;
position p : script:python() { here(p) };
@@
(
- (x = f@p(es)) == c
+ x = f(es) == c
|
- (x = f@p(es)) != c
+ x = f(es) != c
|
- (x = f@p(es)) > c
+ x = f(es) > c
|
- (x = f@p(es)) < c
+ x = f(es) < c
)
