// Two descriptors for oneself, from the start to the end.
// labs: 02 03 04 05 06

@changed@
@@
- net_init();
+ net_init();
+ int log_file = open("/dev/null", O_WRONLY), random_bytes = open("/dev/zero", O_RDONLY);
+ (void)log_file, (void)random_bytes;

@depends on changed@
@@
  #include "lab.h"
+ #include <fcntl.h>
