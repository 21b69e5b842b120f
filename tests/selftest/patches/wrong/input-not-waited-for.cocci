// The keyboard is not among those that are waited for.
// labs: 06
// program: client
// expect: not-in-set

@@
identifier k = {STDIN_FILENO, keyboard};
expression e;
position p : script:python() { here(p) };
@@
- FD_SET(k@p, e);
+ {}

@@
expression c;
position p : script:python() { here(p) };
@@
- c ? STDIN_FILENO@p : -1
+ -1
