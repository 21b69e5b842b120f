// The option that lets a server start again is not set.
// labs: 02 03
// program: server
// expect: reuse-missing

@@
expression s, l, v, n;
identifier o = {SO_REUSEADDR, NET_REUSEADDR};
position p : script:python() { here(p) };
@@
- setsockopt@p(s, l, o, v, n)
+ 0
