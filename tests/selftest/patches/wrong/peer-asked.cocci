// The other end's address is asked for, where there is no other end.
// labs: 01 02 05
// program: server
// expect: peer-asked

@@
expression list es;
position p : script:python() { here(p) };
@@
- getsockname@p(es)
+ getpeername(es)
