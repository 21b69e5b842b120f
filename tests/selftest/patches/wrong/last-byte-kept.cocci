// The newline is not sent.
// labs: 04
// program: client
// expect: newline-lost

@@
expression s, b, n;
position p : script:python() { here(p) };
@@
  send_all@p(s, b,
- n
+ n - 1
  )
