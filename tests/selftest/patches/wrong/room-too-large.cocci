// recv() is told of one byte more than there is.
// labs: 03 04 05
// expect: buffer-overrun

@@
expression s, b, e;
identifier f = {recv, recvfrom, read};
position p : script:python() { here(p) };
@@
  f(s, b,
- sizeof@p(e)
+ sizeof(e) + 1
  , ...)
