// It reads words, not lines.
// labs: 03 04 05
// program: client
// expect: word-input newline-lost empty-line-lost

@changed@
expression b, n;
position p : script:python() { here(p) };
@@
- read_line@p(b, n)
+ (scanf("%4000s", b) == 1 ? strlen(b) : 0)

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
+ #include <string.h>
