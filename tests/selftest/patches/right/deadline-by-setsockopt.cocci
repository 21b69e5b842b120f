// The deadline is set by setsockopt(), by the program itself.

@changed@
expression s, ms;
@@
- net_deadline(s, ms)
+ give_up_after(s, ms)

@depends on changed@
@@
  #include "lab.h"
+ #include <sys/time.h>
+ static int give_up_after(int s, long ms)
+ {
+     struct timeval t = {ms / 1000, ms % 1000 * 1000};
+     if (setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t) == -1)
+         return -1;
+     return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t);
+ }
