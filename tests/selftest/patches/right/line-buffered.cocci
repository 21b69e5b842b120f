// stdout is written line by line; what is no line is flushed.

@changed@
@@
- net_init();
+ net_init();
+ setvbuf(stdout, NULL, _IOLBF, 0);

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
