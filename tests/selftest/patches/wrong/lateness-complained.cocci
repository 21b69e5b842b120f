// That the time is up is complained of, as if it were a failure.
// labs: 05
// program: client
// expect: would-block-is-error

@@
expression e;
position p : script:python() { here(p) };
@@
- net_late@p(e)
+ 0
