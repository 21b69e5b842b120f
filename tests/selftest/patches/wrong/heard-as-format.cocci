// What was received is the format of printf().
// labs: 04 05 06
// expect: format-string text-stops-at-nul not-terminated buffer-overrun

@@
expression b, n;
position p : script:python() { here(p) };
@@
- fwrite@p(b, 1, n, stdout)
+ printf(b)
