// Nobody asks the kernel for the address that it has given.
// labs: 02 05
// program: server
// expect: asked-port-printed

@@
expression list es;
position p : script:python() { here(p) };
@@
- getsockname@p(es)
+ 0
