// Another language says what has failed, with the system's words.

@changed@
expression e;
@@
- complain(e)
+ fprintf(stderr, "错误：%s 失败：%s\n", e, strerror(errno))

@died@
expression e;
@@
- die(e);
+ { fprintf(stderr, "错误：%s 失败：%s\n", e, strerror(errno)); exit(1); }

@depends on changed || died@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ #include <stdlib.h>
+ #include <string.h>
