// Lines are read by fgetc(), in a function of the student's own.
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
+ static size_t next_line(char *line, size_t size)
+ {
+     size_t len = 0;
+     int byte = 0;
+     while (len < size && byte != '\n' && (byte = getchar()) != EOF)
+         line[len++] = (char)byte;
+     return len;
+ }
