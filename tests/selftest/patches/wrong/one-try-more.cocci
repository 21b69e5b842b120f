// It asks four times, where three are demanded.
// labs: 05
// program: client
// expect: retry-without-end

@@
identifier t = {tries, attempt};
constant c;
position p : script:python() { here(p) };
@@
(
- t@p < c
+ t <= c
|
- t@p > 0
+ t >= 0
|
- --t@p > 0
+ --t >= 0
)
