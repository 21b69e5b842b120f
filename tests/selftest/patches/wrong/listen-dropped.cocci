// The socket has an address, and does not listen.
// labs: 02 03
// program: server
// expect: listen-missing

@@
expression s, k;
position p : script:python() { here(p) };
@@
- listen@p(s, k)
+ 0
