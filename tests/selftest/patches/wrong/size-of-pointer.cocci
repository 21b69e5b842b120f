// Given is the size of a pointer, where that of an address is wanted.
// labs: 02 03 05
// expect: wrong-length

@@
expression s, a, e;
identifier f = {bind, connect};
position p : script:python() { here(p) };
@@
  f@p(s, a,
- sizeof(e)
+ sizeof(void *)
  )
