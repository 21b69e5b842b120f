// Who has called is not asked, but shown.
// labs: 03
// program: server
// expect: peer-not-asked

@@
expression l, a, n;
position p : script:python() { here(p) };
@@
  accept@p(l,
- a, n
+ NULL, NULL
  )
