// stdout has no buffer.

@changed@
@@
- net_init();
+ net_init();
+ setvbuf(stdout, NULL, _IONBF, 0);

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
