// The library's loop is written by hand, with an index.

@changed@
expression s, b, n;
@@
- send_all(s, b, n)
+ say_everything(s, b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ static int say_everything(int s, const char *bytes, size_t len)
+ {
+     size_t at = 0;
+     while (at < len) {
+         ssize_t now = send(s, &bytes[at], len - at, MSG_NOSIGNAL);
+         if (now < 0 && errno == EINTR)
+             continue;
+         if (now < 0)
+             return -1;
+         at += (size_t)now;
+     }
+     return 0;
+ }
