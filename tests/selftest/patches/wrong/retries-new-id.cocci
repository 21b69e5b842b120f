// Each try has a number of its own.
// labs: 05
// program: client
// expect: retries-new-id

@@
expression b, n, k;
identifier i = {id, seq}, t = {tries, attempt};
expression e1, e2, e3;
position p : script:python() { here(p) };
@@
  for (e1; \( t < e2 \| t < e2 && e3 \); t++) {
  <...
  snprintf@p(b, n, k,
- i
+ i++
  )
  ...>
  }

@@
expression b, n, k, c, e;
identifier i = {id, seq}, t = {tries, attempt};
type T;
position p : script:python() { here(p) };
@@
  for (T t = c; \( t < n \| t < n && e \); t++) {
  <...
  snprintf@p(b, n, k,
- i
+ i++
  )
  ...>
  }
