// The option is set at a level where there is another one, or none.
// labs: 02 03
// program: server
// expect: wrong-option result-ignored reuse-missing

@@
expression s, v, n;
identifier o = {SO_REUSEADDR, NET_REUSEADDR};
position p : script:python() { here(p) };
@@
  setsockopt@p(s,
- SOL_SOCKET
+ IPPROTO_TCP
  , o, v, n)
