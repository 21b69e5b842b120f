// The listener is closed once somebody has called.
// labs: 03 06
// program: server
// expect: listener-closed used-after-close

@changed@
expression list es;
position p : script:python() { here(p) };
@@
- accept@p(es)
+ accept_last(es)

@depends on changed@
@@
  #include "lab.h"
+ static int accept_last(int l, struct sockaddr *a, socklen_t *n)
+ {
+     int s = accept(l, a, n);
+     if (s != -1)
+         net_close(l);
+     return s;
+ }
