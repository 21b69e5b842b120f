// Words of one's own say what has failed, with strerror().

@changed@
expression e;
@@
- complain(e)
+ fprintf(stderr, "Error in %s: %s\n", e, strerror(errno))

@died@
expression e;
@@
- die(e);
+ { fprintf(stderr, "Error in %s: %s\n", e, strerror(errno)); exit(1); }

@depends on changed || died@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ #include <stdlib.h>
+ #include <string.h>
