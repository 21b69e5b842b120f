// A handler of a signal that does nothing.

@changed@
@@
- net_init();
+ net_init();
+ signal(SIGUSR2, quietly);

@depends on changed@
@@
  #include "lab.h"
+ #include <signal.h>
+ static void quietly(int number)
+ {
+     (void)number;
+ }
