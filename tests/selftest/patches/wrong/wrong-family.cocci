// A socket of the other family.
// labs: 02 03 05
// expect: wrong-family

@@
expression t, n;
position p : script:python() { here(p) };
@@
  socket(
- AF_INET@p
+ AF_INET6
  , t, n)
