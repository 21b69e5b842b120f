// readv() into one piece is recv() without flags.

@changed@
expression s, b, n;
@@
- recv(s, b, n, 0)
+ receive_parts(s, b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <sys/uio.h>
+ static ssize_t receive_parts(int s, void *bytes, size_t size)
+ {
+     struct iovec part = {bytes, size};
+     return readv(s, &part, 1);
+ }
