// Whatever accept() says, it is asked again at once.
// labs: 03 06
// program: server
// expect: accept-error-spins failure-not-seen error-not-shown

@@
expression e;
position p : script:python() { here(p) };
@@
- net_transient@p(e)
+ 1
