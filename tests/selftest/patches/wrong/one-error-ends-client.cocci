// One datagram that cannot be sent or received ends the client.
// labs: 05
// program: client
// expect: one-error-ends-client

@@
expression e;
identifier f = {complain, perror};
position p : script:python() { here(p) };
@@
- f@p(e)
+ die(e)
