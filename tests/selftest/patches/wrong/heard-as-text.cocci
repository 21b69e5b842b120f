// What was received is printed as a text, which it is not.
// labs: 04 05 06
// expect: text-stops-at-nul not-terminated stale-bytes buffer-overrun

@@
expression b, n;
position p : script:python() { here(p) };
@@
- fwrite@p(b, 1, n, stdout)
+ printf("%s", b)
