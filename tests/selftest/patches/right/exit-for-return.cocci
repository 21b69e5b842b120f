// main() ends with exit().

@changed@
identifier main = {main};
expression e;
@@
  main(...)
  {
  <...
- return e;
+ exit(e);
  ...>
  }

@depends on changed@
@@
  #include "lab.h"
+ #include <stdlib.h>
