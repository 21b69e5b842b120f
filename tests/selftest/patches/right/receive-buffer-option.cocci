// More room for what comes in, on each socket.

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ with_room(f(es))

@depends on changed@
@@
  #include "lab.h"
+ static int with_room(int s)
+ {
+     int size = 200000;
+     if (s != -1)
+         setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
+     return s;
+ }
