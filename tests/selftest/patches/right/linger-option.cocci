// SO_LINGER is set to what it is anyway.
// labs: 02 03 04 06

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ lingering(f(es))

@depends on changed@
@@
  #include "lab.h"
+ static int lingering(int s)
+ {
+     struct linger none = {0, 0};
+     if (s != -1)
+         setsockopt(s, SOL_SOCKET, SO_LINGER, &none, sizeof none);
+     return s;
+ }
