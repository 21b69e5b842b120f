// The room is that of an empty buffer, although something is held in it.
// labs: 06
// program: server
// expect: buffer-overrun

@@
expression s, b, i, e;
position p : script:python() { here(p) };
@@
  recv@p(s, b + i,
- e - i
+ e
  , ...)
