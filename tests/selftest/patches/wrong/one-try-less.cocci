// It asks twice, where three times are demanded.
// labs: 05
// program: client
// expect: retry-too-few

@@
identifier t = {tries, attempt};
constant c;
position p : script:python() { here(p) };
@@
(
- t@p < c
+ t < c - 1
|
- t@p > 0
+ t > 1
|
- --t@p > 0
+ --t > 1
)

@@
identifier t = {tries};
type T;
position p : script:python() { here(p) };
@@
  T t@p =
- 3
+ 2
  ;
