// The server is not told that this was all.
// labs: 04 06
// program: client
// expect: half-close-missing

@@
expression s, how;
position p : script:python() { here(p) };
@@
- shutdown@p(s, how)
+ 0
