// perror() says what has failed.

@changed@
expression e;
@@
- complain(e)
+ perror(e)

@died@
expression e;
@@
- die(e);
+ { perror(e); exit(EXIT_FAILURE); }

@depends on changed || died@
@@
  #include "lab.h"
+ #include <stdio.h>
+ #include <stdlib.h>
