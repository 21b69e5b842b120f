// Who has sent a datagram is not asked.
// labs: 05
// program: server
// expect: sender-not-noted

@@
expression s, b, n, k, a, l;
position p : script:python() { here(p) };
@@
  recvfrom@p(s, b, n, k,
- a, l
+ NULL, NULL
  )
