// stdout is written by write(), without a stream.
// labs: 03 04 06
// program: client

@changed@
expression b, n;
@@
- fwrite(b, 1, n, stdout)
+ put_raw(b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdlib.h>
+ #include <unistd.h>
+ static void put_raw(const char *bytes, size_t len)
+ {
+     while (len > 0) {
+         ssize_t now = write(STDOUT_FILENO, bytes, len);
+         if (now == -1 && errno != EINTR)
+             exit(1);
+         if (now > 0)
+             bytes += now, len -= (size_t)now;
+     }
+ }
