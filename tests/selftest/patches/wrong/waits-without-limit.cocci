// poll() may wait for ever.
// labs: 04 05
// program: client
// expect: no-deadline connect-waits

@@
expression a, n, ms;
position p : script:python() { here(p) };
@@
  poll@p(a, n,
- ms
+ -1
  )
