// What is printed stays in the buffer of stdout.
// labs: 03 04 05 06
// expect: not-flushed

@@
position p : script:python() { here(p) };
@@
- fflush@p(stdout)
+ 0
