// The gap that a client leaves in the table is not filled.
// labs: 03 06
// program: server
// expect: used-after-close closed-twice used-after-free not-closed not-in-set busy-loop

@@
expression a, i, n;
position p : script:python() { here(p) };
@@
(
- a[i] = a[--n@p];
+ --n;
|
- a[i] = a[n@p - 1];
)
