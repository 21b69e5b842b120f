// Lines are read by fgets(), and their length is found behind them.
// labs: 03
// program: client

@changed@
expression b, n;
@@
- read_line(b, n)
+ next_line(b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
+ #include <string.h>
+ static size_t next_line(char *line, size_t size)
+ {
+     memset(line, 'x', size);
+     if (fgets(line, (int)size, stdin) == NULL)
+         return 0;
+     const char *end = memchr(line, '\n', size);
+     if (end == NULL || end[1] != '\0')
+         end = (const char *)memchr(line, '\0', size) - 1;
+     return (size_t)(end + 1 - line);
+ }
