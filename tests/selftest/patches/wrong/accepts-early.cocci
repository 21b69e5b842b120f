// A server that shall only listen takes a connection away.
// labs: 02
// program: server
// expect: accept-too-early

@@
expression s, k;
position p : script:python() { here(p) };
@@
- listen@p(s, k)
+ (listen(s, k) == -1 ? -1 : accept(s, NULL, NULL) == -1 ? -1 : 0)
