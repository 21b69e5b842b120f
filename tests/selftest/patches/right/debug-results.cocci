// Each call's result on stderr, with the error if there is one.

@changed@
identifier f = {accept, recv, send, recvfrom, sendto};
expression list es;
@@
- f(es)
+ traced("call", f(es))

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ #include <string.h>
+ static ssize_t traced(const char *what, ssize_t result)
+ {
+     int kept = errno;
+     fprintf(stderr, "<%s gave %zd: %s>\n", what, result, result < 0 ? strerror(kept) : "ok");
+     errno = kept;
+     return result;
+ }
