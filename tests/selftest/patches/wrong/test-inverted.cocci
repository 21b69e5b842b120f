// Success is taken for failure.
// labs: 02 03 04 05
// expect: test-inverted bind-ignored

@@
expression list es;
identifier f = {bind, listen, getsockname, setsockopt, shutdown, connect};
position p : script:python() { here(p) };
@@
(
- f@p(es) == -1
+ f(es) != -1
|
- f@p(es) < 0
+ f(es) >= 0
|
- f@p(es) != 0
+ f(es) == 0
)
