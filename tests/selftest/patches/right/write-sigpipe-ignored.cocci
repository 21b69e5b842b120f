// write() has no flags: the signal is ignored for the whole program.

@begins@
@@
net_init();

@changed depends on begins@
expression s, b, n;
@@
- send(s, b, n, MSG_NOSIGNAL)
+ write(s, b, n)

@depends on changed@
@@
- net_init();
+ net_init();
+ signal(SIGPIPE, SIG_IGN);

@depends on changed@
@@
  #include "lab.h"
+ #include <signal.h>
+ #include <unistd.h>
