// accept4() closes the descriptor in programs that are started.

@changed@
expression l, a, n;
@@
- accept(l, a, n)
+ accept4(l, a, n, SOCK_CLOEXEC)

@depends on changed@
@@
  #include <errno.h>
+ #include "lab.h"
+ int accept4(int l, struct sockaddr *a, socklen_t *n, int flags);
