// An alarm in an hour, and a handler for it.

@changed@
@@
- net_init();
+ net_init();
+ signal(SIGALRM, SIG_IGN);
+ alarm(3600);

@depends on changed@
@@
  #include "lab.h"
+ #include <signal.h>
+ #include <unistd.h>
