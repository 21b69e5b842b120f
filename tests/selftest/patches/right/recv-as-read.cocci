// recv() without flags is read().

@changed@
expression s, b, n;
@@
- recv(s, b, n, 0)
+ read(s, b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <unistd.h>
