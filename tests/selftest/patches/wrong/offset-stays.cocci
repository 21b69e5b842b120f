// What is left is sent from the beginning again.
// labs: 03 04 06
// expect: offset-stays

@@
expression s, b, i, n, k;
position p : script:python() { here(p) };
@@
(
  send@p(s,
- b + i
+ b
  , n, k)
|
  write@p(s,
- b + i
+ b
  , n)
)

@@
expression s, i, n, k;
identifier b;
position p : script:python() { here(p) };
@@
  send@p(s,
- &b[i]
+ b
  , n, k)
