// The number of the request is printed with the answer.
// labs: 05
// program: client
// expect: id-not-removed

@@
expression b, h, g;
type T;
position p : script:python() { here(p) };
@@
(
- fwrite@p(b + h, 1, (T)g - h, stdout)
+ fwrite(b, 1, (T)g, stdout)
|
- fwrite@p(b + h, 1, g - h, stdout)
+ fwrite(b, 1, g, stdout)
)

@@
expression b, h, g;
type T;
position p : script:python() { here(p) };
@@
- memmove@p(b, b + h, (T)g - h);
  ...
- return g - (T)h;
+ return g;
