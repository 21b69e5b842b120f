// All requests have the same number.
// labs: 05
// program: client
// expect: same-number

@@
identifier i = {id, seq};
position p : script:python() { here(p) };
@@
(
- i++@p
+ i
|
- ++i@p
+ i
)
