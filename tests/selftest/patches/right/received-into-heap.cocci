// Memory for each call, which is given back.

@changed@
expression s, b, n, f;
@@
- recv(s, b, n, f)
+ recv_by_heap(s, b, n, f)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdlib.h>
+ #include <string.h>
+ static ssize_t recv_by_heap(int s, void *to, size_t size, int flags)
+ {
+     char *room = malloc(size + 1);
+     if (room == NULL)
+         return -1;
+     ssize_t got = recv(s, room, size, flags);
+     int kept = errno;
+     if (got > 0)
+         memcpy(to, room, (size_t)got);
+     free(room);
+     errno = kept;
+     return got;
+ }
