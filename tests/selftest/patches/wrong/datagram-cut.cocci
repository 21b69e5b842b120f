// The buffer is too small for the longest datagram.
// labs: 05
// expect: datagram-cut

@@
expression s, b, n;
identifier f = {recv, recvfrom, read};
position p : script:python() { here(p) };
@@
  f@p(s, b,
- n
+ 1024
  , ...)
