// A large buffer for sending: an option more.

@changed@
expression s, d, t, p;
@@
- s = socket(d, t, p)
+ s = roomy(socket(d, t, p))

@declared@
type T;
identifier v;
expression d, t, p;
@@
- T v = socket(d, t, p);
+ T v = roomy(socket(d, t, p));

@depends on changed || declared@
@@
  #include "lab.h"
+ #include <errno.h>
+ static int roomy(int s)
+ {
+     int kept = errno, size = 65536;
+     setsockopt(s, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
+     errno = kept;
+     return s;
+ }
