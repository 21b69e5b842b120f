// An address is not put into the order of the network.
// labs: 02 05
// expect: address-not-swapped

@@
expression e;
position p : script:python() { here(p) };
@@
- htonl@p(e)
+ e
