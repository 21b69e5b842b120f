// What cannot be is asserted.

@changed@
identifier x, f = {recv, read};
type T;
expression list es;
@@
  T x = f(es);
+ assert(x >= -1);

@depends on changed@
@@
  #include "lab.h"
+ #include <assert.h>
