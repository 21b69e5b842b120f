// A complaint that names the call, and not the error.
// labs: 01 02 05
// expect: error-not-shown error-hidden

@changed@
expression e =~ "^\"(socket|bind)\"$";
position p : script:python() { here(p) };
@@
- die@p(e);
+ { fprintf(stderr, "%s has failed\n", e); exit(1); }

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
+ #include <stdlib.h>
