// The signal is ignored, beside the flags.

@changed@
@@
- net_init();
+ net_init();
+ signal(SIGPIPE, SIG_IGN);

@depends on changed@
@@
  #include "lab.h"
+ #include <signal.h>
