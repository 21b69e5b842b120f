// send() is called in a function of the student's own.

@changed@
expression s, b, n, k;
@@
- send(s, b, n, k)
+ give_bytes(s, b, n, k)

@depends on changed@
@@
  #include "lab.h"
+ static ssize_t give_bytes(int s, const void *bytes, size_t size, int flags)
+ {
+     ssize_t count = send(s, bytes, size, flags);
+     return count;
+ }
