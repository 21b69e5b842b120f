// A name's other addresses are not tried.
// labs: 04
// program: client
// expect: first-address-only

@@
expression e;
position p : script:python() { here(p) };
@@
- e->ai_next@p
+ NULL
