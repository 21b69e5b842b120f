// The names of POSIX in place of the lab's.

@closed@
expression e;
@@
- net_close(e)
+ close(e)

@failed@
@@
- net_error()
+ errno

@@
@@
- NET_INVALID
+ -1

@@
typedef net_socket;
@@
- net_socket
+ int

@depends on closed@
@@
  #include "lab.h"
+ #include <unistd.h>

@depends on failed@
@@
  #include "lab.h"
+ #include <errno.h>
