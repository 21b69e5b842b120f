// Asked for was 127.0.0.1; this is every address of the machine.
// labs: 02 05
// program: server
// expect: wildcard-address

@@
position p : script:python() { here(p) };
@@
- INADDR_LOOPBACK@p
+ INADDR_ANY
