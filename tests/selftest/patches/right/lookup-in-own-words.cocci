// The name that was looked up, and gai_strerror().
// labs: 04 05

@changed@
expression n, e;
@@
- complain_about_name(n, e)
+ fprintf(stderr, "cannot find %s: %s\n", n, gai_strerror(e))

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
