// A macro says where it was: file, line, the number of the error too.

@changed@
expression e;
@@
- complain(e)
+ TROUBLE(e)

@died@
expression e;
@@
- die(e);
+ { TROUBLE(e); exit(EXIT_FAILURE); }

@depends on changed || died@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ #include <stdlib.h>
+ #include <string.h>
+ #define TROUBLE(call) fprintf(stderr, "[ERROR] %s:%d %s() failed: %s (errno %d)\n", __FILE__, __LINE__, call, strerror(errno), errno)
