// recv() is called in a function of the student's own.

@changed@
expression s, b, n, k;
@@
- recv(s, b, n, k)
+ take_bytes(s, b, n, k)

@depends on changed@
@@
  #include "lab.h"
+ static ssize_t take_bytes(int s, void *bytes, size_t size, int flags)
+ {
+     ssize_t count = recv(s, bytes, size, flags);
+     return count;
+ }
