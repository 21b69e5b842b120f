// The bytes that were heard are printed one by one.

@changed@
expression b, n;
@@
- fwrite(b, 1, n, stdout)
+ put_bytes(b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
+ static void put_bytes(const char *bytes, size_t len)
+ {
+     while (len-- > 0)
+         putchar(*bytes++);
+ }
