// A call that was interrupted is made again in a function around it.
// labs: 03 04

@changed@
expression list es;
@@
- recv(es)
+ recv_again(es)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ static ssize_t recv_again(int s, void *bytes, size_t size, int flags)
+ {
+     ssize_t got;
+     do
+         got = recv(s, bytes, size, flags);
+     while (got == -1 && errno == EINTR);
+     return got;
+ }
