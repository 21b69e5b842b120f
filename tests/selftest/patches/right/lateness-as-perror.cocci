// What the call itself says when its time is up: EAGAIN.
// labs: 04

@changed@
expression e;
@@
- complain_or_late(e)
+ perror(e)

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
