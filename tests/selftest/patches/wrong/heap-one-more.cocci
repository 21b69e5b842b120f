// One socket more is kept than there is room for.
// labs: 01
// program: server
// expect: buffer-overrun off-by-one

@@
identifier x;
identifier H =~ "HEAP|MOST|MAX|ROOM|SOCKETS";
position p : script:python() { here(p) };
@@
- x <@p H
+ x <= H
