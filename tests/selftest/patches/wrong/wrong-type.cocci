// A socket of datagrams where a stream is wanted.
// labs: 02 03 04
// expect: wrong-type listen-on-datagrams

@@
expression a, n;
position p : script:python() { here(p) };
@@
  socket(a,
- SOCK_STREAM@p
+ SOCK_DGRAM
  , n)
