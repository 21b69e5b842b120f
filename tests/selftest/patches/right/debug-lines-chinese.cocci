// A word on stderr for each thing that happens, in Chinese.

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ seen("套接字", f(es))

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ static int seen(const char *what, int s)
+ {
+     int kept = errno;
+     fprintf(stderr, "调试: %s %d\n", what, s);
+     errno = kept;
+     return s;
+ }
