// The newline of a line is sent in a datagram, which has borders already.
// labs: 05
// program: client
// expect: newline-sent

@@
expression e;
position p : script:python() { here(p) };
@@
- e == '\n'@p
+ 0
