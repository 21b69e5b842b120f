// Names are looked up in one of the two families alone.
// labs: 04
// program: client
// expect: wrong-family

@@
expression h, a, b, r;
position p : script:python() { here(p) };
@@
- getaddrinfo@p(a, b, &h, r)
+ (h.ai_family = AF_INET, getaddrinfo(a, b, &h, r))
