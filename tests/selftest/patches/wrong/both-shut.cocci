// Both directions are shut, where one was meant.
// labs: 04 06
// program: client
// expect: wrong-direction-shut

@@
expression s;
position p : script:python() { here(p) };
@@
  shutdown@p(s,
- \( SHUT_WR \| 1 \)
+ SHUT_RDWR
  )
