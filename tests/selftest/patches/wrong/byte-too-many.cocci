// One byte more is sent than was received.
// labs: 03 04 06
// expect: sizeof-sent stale-bytes buffer-overrun

@@
expression s, b, n;
position p : script:python() { here(p) };
@@
  send_all@p(s, b,
- n
+ n + 1
  )
