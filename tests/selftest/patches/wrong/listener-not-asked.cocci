// The listener is not among those that are waited for.
// labs: 06
// program: server
// expect: not-in-set

@@
identifier l =~ "^(listener|servfd|listenfd)$";
expression e;
position p : script:python() { here(p) };
@@
- FD_SET(l@p, e);

@@
expression c;
position p : script:python() { here(p) };
@@
- c ? 0 : POLLIN@p
+ 0
