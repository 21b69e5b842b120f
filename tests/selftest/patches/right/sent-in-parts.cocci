// At most 100 bytes go out at a time.

@changed@
expression s, b, n;
@@
- send_all(s, b, n)
+ say_in_parts(s, b, n)

@depends on changed@
@@
  #include "lab.h"
+ static int say_in_parts(int s, const char *bytes, size_t len)
+ {
+     for (size_t at = 0; at < len; at += 100) {
+         size_t now = len - at < 100 ? len - at : 100;
+         if (send_all(s, bytes + at, now) == -1)
+             return -1;
+     }
+     return 0;
+ }
