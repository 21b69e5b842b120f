// One send(), and what it has not taken is forgotten.
// labs: 03 04 06
// expect: short-send queue-lost

@@
expression s, b, n;
position p : script:python() { here(p) };
@@
- send_all@p(s, b, n)
+ (send(s, b, n, MSG_NOSIGNAL) == -1 ? -1 : 0)
