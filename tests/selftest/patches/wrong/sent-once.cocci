// One send(), and what it has not taken is forgotten.
// labs: 03 04 06
// expect: short-send queue-lost

@changed@
expression s, b, n;
position p : script:python() { here(p) };
@@
- send_all@p(s, b, n)
+ send_once(s, b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ static int send_once(int s, const void *bytes, size_t len)
+ {
+     ssize_t taken;
+     do
+         taken = send(s, bytes, len, MSG_NOSIGNAL);
+     while (taken == -1 && errno == EINTR);
+     return taken == -1 ? -1 : 0;
+ }
