// The name's addresses are looked up for all types of sockets.
// labs: 04
// program: client
// expect: wrong-type

@@
expression h, a, b, r;
position p : script:python() { here(p) };
@@
- getaddrinfo@p(a, b, &h, r)
+ (h.ai_socktype = 0, getaddrinfo(a, b, &h, r))
