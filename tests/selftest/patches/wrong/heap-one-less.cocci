// The last place stays empty.
// labs: 01
// program: server
// expect: off-by-one

@@
identifier x;
identifier H =~ "HEAP|MOST|MAX|ROOM|SOCKETS";
position p : script:python() { here(p) };
@@
- x <@p H
+ x < H - 1
