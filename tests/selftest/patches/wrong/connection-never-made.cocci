// The socket is not told who its peer is.
// labs: 05
// program: client
// expect: not-connected

@@
expression list es;
position p : script:python() { here(p) };
@@
- connect@p(es)
+ 0
