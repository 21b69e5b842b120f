// A buffer is cleared before each recv().
// labs: 03 04

@changed@
identifier b = {buf, block, answer};
expression s, n, k;
@@
- recv(s, b, n, k)
+ recv(s, memset(b, 0, n), n, k)

@depends on changed@
@@
  #include "lab.h"
+ #include <string.h>
