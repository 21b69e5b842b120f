// stdout has a buffer of 64 KiB, and is flushed as it was before.

@changed@
@@
- net_init();
+ net_init();
+ static char output[65536];
+ setvbuf(stdout, output, _IOFBF, sizeof output);

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
