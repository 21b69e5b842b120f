// The queue of connections is as short as can be.
// labs: 02
// program: server
// expect: backlog

@@
expression s, k;
position p : script:python() { here(p) };
@@
  listen@p(s,
- k
+ 0
  )
