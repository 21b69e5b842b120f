// A socket is not closed.
// labs: 01 03 04 06
// expect: not-closed copy-kept
// expect lab03: not-closed copy-kept zombies

@@
expression e;
identifier f = {net_close, close};
position p : script:python() { here(p) };
@@
- f@p(e)
+ 0
