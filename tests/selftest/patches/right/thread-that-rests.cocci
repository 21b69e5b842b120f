// A thread of one's own that waits for nothing.
// labs: 02 03 04 05 06

@changed@
@@
- net_init();
+ net_init();
+ pthread_t idle;
+ pthread_create(&idle, NULL, rest, NULL);

@depends on changed@
@@
  #include "lab.h"
+ #include <pthread.h>
+ #include <unistd.h>
+ static void *rest(void *nothing)
+ {
+     pause();
+     return nothing;
+ }
