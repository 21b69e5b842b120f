// A port is not put into the order of the network.
// labs: 02 03 04 05 06
// expect: port-not-swapped

@@
expression e;
position p : script:python() { here(p) };
@@
- htons@p(e)
+ e
