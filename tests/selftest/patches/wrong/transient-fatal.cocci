// A client that has gone again ends the server.
// labs: 03 06
// program: server
// expect: transient-ends-server eintr-not-retried transient-is-trouble would-block-is-error accept-error-ends-server

@@
expression e;
position p : script:python() { here(p) };
@@
- net_transient@p(e)
+ 0
