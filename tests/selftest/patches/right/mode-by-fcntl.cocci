// The mode is set by fcntl(), by the program itself.

@changed@
expression s;
@@
(
- net_nonblocking(s, true)
+ wait_or_not(s, O_NONBLOCK)
|
- net_nonblocking(s, 1)
+ wait_or_not(s, O_NONBLOCK)
|
- net_nonblocking(s, false)
+ wait_or_not(s, 0)
|
- net_nonblocking(s, 0)
+ wait_or_not(s, 0)
)

@depends on changed@
@@
  #include "lab.h"
+ #include <fcntl.h>
+ static int wait_or_not(int s, int flag)
+ {
+     int flags = fcntl(s, F_GETFL);
+     if (flags == -1)
+         return -1;
+     return fcntl(s, F_SETFL, (flags & ~O_NONBLOCK) | flag);
+ }
