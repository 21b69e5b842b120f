// What is queued is written over what was queued before.
// labs: 06
// program: server
// expect: queue-lost queue-order

@@
expression q, i, b, n;
position p : script:python() { here(p) };
@@
  memcpy@p(
- q + i
+ q
  , b, n)
