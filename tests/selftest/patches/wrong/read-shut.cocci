// The other direction is shut.
// labs: 04 06
// program: client
// expect: wrong-direction-shut half-close-missing

@@
expression s;
position p : script:python() { here(p) };
@@
  shutdown@p(s,
- \( SHUT_WR \| 1 \)
+ SHUT_RD
  )
