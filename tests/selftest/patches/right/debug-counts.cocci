// How many bytes came, on stderr, each time.

@changed@
expression list es;
@@
- recv(es)
+ counted(recv(es))

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ static ssize_t counted(ssize_t count)
+ {
+     int kept = errno;
+     fprintf(stderr, "received %zd bytes\n", count);
+     errno = kept;
+     return count;
+ }
