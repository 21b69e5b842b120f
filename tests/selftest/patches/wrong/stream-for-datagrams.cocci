// A socket of streams where datagrams are wanted.
// labs: 05
// expect: wrong-type wrong-triple

@@
position p : script:python() { here(p) };
@@
- SOCK_DGRAM@p
+ SOCK_STREAM
