// The queue of connections is longer than was asked for.
// labs: 02
// program: server
// expect: backlog

@@
expression s, k;
position p : script:python() { here(p) };
@@
  listen@p(s,
- k
+ 128
  )
