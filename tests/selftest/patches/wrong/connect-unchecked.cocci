// Whether connect() has worked is not looked at.
// labs: 03 05
// program: client
// expect: connect-ignored error-not-shown result-ignored

@@
expression list es;
position p : script:python() { here(p) };
@@
(
- connect@p(es) == -1
+ (connect(es), 0)
|
- connect@p(es) < 0
+ (connect(es), 0)
|
- connect@p(es) != 0
+ (connect(es), 0)
)
