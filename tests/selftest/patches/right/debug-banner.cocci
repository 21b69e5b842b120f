// Ten lines on stderr before the program begins.

@changed@
@@
- net_init();
+ net_init();
+ for (int banner = 0; banner < 10; banner++)
+     fprintf(stderr, "== my own program, recv and send, accept and connect (%d) ==\n", banner);

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
