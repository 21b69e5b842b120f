// A client takes the port that belongs to the server.
// labs: 05
// program: client
// expect: bound-like-a-server

@@
expression s, a, n;
position p : script:python() { here(p) };
@@
- connect@p(s, a, n)
+ (bind(s, a, n) == -1 ? -1 : connect(s, a, n))
