// A word on stderr for each thing that happens.

@changed@
identifier f = {accept, socket};
expression list es;
@@
- f(es)
+ seen("got socket", f(es))

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ static int seen(const char *what, int s)
+ {
+     int kept = errno;
+     fprintf(stderr, "DEBUG: %s %d\n", what, s);
+     errno = kept;
+     return s;
+ }
