// The list of addresses is not given back.
// labs: 04
// program: client
// expect: not-freed

@@
expression e;
position p : script:python() { here(p) };
@@
- freeaddrinfo@p(e);
