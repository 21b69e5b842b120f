// Each try has a number of its own.
// labs: 05
// program: client
// expect: retries-new-id

@@
expression b, n, k;
identifier i = {id, seq};
position p : script:python() { here(p) };
@@
  snprintf@p(b, n, k,
- i
+ i++
  )
