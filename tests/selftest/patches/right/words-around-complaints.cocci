// Words of one's own before and after each complaint.

@changed@
expression e;
@@
- complain(e);
+ { words("*** trouble ***"); complain(e); words("*** I go on"); }

@died@
expression e;
@@
- die(e);
+ { words("*** I give up ***"); die(e); }

@depends on changed || died@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <stdio.h>
+ static void words(const char *what)
+ {
+     int kept = errno;
+     fprintf(stderr, "%s\n", what);
+     errno = kept;
+ }
