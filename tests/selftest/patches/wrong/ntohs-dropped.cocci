// A port is shown as it came from the network.
// labs: 02 03 05 06
// expect: port-shown-swapped

@@
expression e;
position p : script:python() { here(p) };
@@
- ntohs@p(e)
+ e
