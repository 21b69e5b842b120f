// A piece is received over the one that is held.
// labs: 06
// program: server
// expect: held-overwritten buffer-overrun

@@
expression s, b, i, n;
position p : script:python() { here(p) };
@@
  recv@p(s,
- b + i
+ b
  , n, ...)
