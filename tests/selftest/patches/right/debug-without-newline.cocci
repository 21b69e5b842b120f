// Dots on stderr, and no newline.

@changed@
identifier f = {accept, recv, send, recvfrom, sendto};
expression list es;
@@
- f(es)
+ dotted(f(es))

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ static ssize_t dotted(ssize_t result)
+ {
+     int kept = errno;
+     fprintf(stderr, result < 0 ? "! " : ". ");
+     errno = kept;
+     return result;
+ }
