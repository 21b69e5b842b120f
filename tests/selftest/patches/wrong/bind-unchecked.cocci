// Whether bind() has worked is not looked at.
// labs: 02 03 05
// program: server
// expect: bind-ignored result-ignored

@@
expression list es;
position p : script:python() { here(p) };
@@
(
- bind@p(es) == -1
+ (bind(es), 0)
|
- bind@p(es) < 0
+ (bind(es), 0)
|
- bind@p(es) != 0
+ (bind(es), 0)
)
