// The port stands in the program.
// labs: 02 05
// expect: other-port

@@
expression e;
position p : script:python() { here(p) };
@@
  htons@p(
- e
+ 8080
  )
