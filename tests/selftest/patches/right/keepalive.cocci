// One more option is set on each socket.

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ keep_alive(f(es))

@depends on changed@
@@
  #include "lab.h"
+ static int keep_alive(int s)
+ {
+     int yes = 1;
+     if (s != -1)
+         setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
+     return s;
+ }
