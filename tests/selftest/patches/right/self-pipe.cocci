// A pipe to oneself, for signals to come.
// labs: 02 03 04 05 06

@changed@
@@
- net_init();
+ net_init();
+ int to_myself[2] = {-1, -1};
+ if (pipe(to_myself) == -1)
+     die("pipe");

@depends on changed@
@@
  #include "lab.h"
+ #include <unistd.h>
