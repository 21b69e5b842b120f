// The input is read in blocks; TCP has no lines.
// labs: 04
// program: client

@changed@
expression b, n;
@@
- read_line(b, n)
+ next_block(b, n)

@depends on changed@
@@
  #include "lab.h"
+ #include <errno.h>
+ #include <unistd.h>
+ static size_t next_block(char *block, size_t size)
+ {
+     ssize_t got;
+     do
+         got = read(STDIN_FILENO, block, size);
+     while (got == -1 && errno == EINTR);
+     return got > 0 ? (size_t)got : 0;
+ }
