// recv() waits until the buffer is full.
// labs: 03 04
// expect: wait-for-full

@@
expression s, b, n;
position p : script:python() { here(p) };
@@
  recv@p(s, b, n,
- 0
+ MSG_WAITALL
  )
