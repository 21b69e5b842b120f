// err(3) and warn(3) put the program's name before the call.

@changed@
expression e;
@@
- complain(e)
+ warn("%s", e)

@died@
expression e;
@@
- die(e)
+ err(1, "%s", e)

@depends on changed || died@
@@
  #include "lab.h"
+ #include <err.h>
