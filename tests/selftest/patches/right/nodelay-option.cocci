// Small pieces leave at once, on each socket of TCP.
// labs: 03 04 06

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ at_once(f(es))

@depends on changed@
@@
  #include "lab.h"
+ static int at_once(int s)
+ {
+     int yes = 1;
+     if (s != -1)
+         setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
+     return s;
+ }
