// It prints a line that nobody has asked for.
// labs: 02 03 04 05 06
// expect: extra-output

@@
position p : script:python() { here(p) };
@@
- net_init@p();
+ net_init();
+ say("starting");
