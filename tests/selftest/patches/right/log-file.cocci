// A log of one's own, as a stream.
// labs: 02 03 04 05 06

@changed@
@@
- net_init();
+ net_init();
+ FILE *log_file = fopen("/dev/null", "a");
+ if (log_file)
+     fprintf(log_file, "starting\n");

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
