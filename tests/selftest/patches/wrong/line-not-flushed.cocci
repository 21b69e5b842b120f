// stdout has a buffer, and the line that others wait for stays in it.
// labs: 02 03 05
// program: server
// expect: not-flushed

@changed@
expression f;
expression list es;
position p : script:python() { here(p) };
@@
- say@p(f, es);
+ {
+     setvbuf(stdout, NULL, _IOFBF, 4096);
+     printf(f, es);
+     putchar('\n');
+ }

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
