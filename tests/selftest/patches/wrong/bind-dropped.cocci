// The socket gets no address of its own.
// labs: 02 03 05
// program: server
// expect: bind-missing

@@
expression list es;
position p : script:python() { here(p) };
@@
- bind@p(es)
+ 0
