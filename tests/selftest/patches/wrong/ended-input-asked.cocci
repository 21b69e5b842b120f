// The keyboard has ended, and is asked again and again.
// labs: 06
// program: client
// expect: input-end-missed busy-loop

@@
expression c, s, e;
position p : script:python() { here(p) };
@@
- if (c) FD_SET@p(s, e);
+ FD_SET(s, e);

@@
expression c;
position p : script:python() { here(p) };
@@
- c ? STDIN_FILENO@p : -1
+ STDIN_FILENO
