// A port is cut to eight bits on its way.
// labs: 02 03 05
// expect: other-port

@@
expression e;
position p : script:python() { here(p) };
@@
  htons@p(
- e
+ (unsigned char)(e)
  )
