// An address is cleared by memset(), as is done in many books.
// labs: 03 05

@changed@
identifier a;
@@
  struct sockaddr_in a;
+ memset(&a, 0, sizeof a);

@depends on changed@
@@
  #include "lab.h"
+ #include <string.h>
