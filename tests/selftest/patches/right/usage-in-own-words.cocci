// The arguments are looked at by the program itself, in words of its own.
// labs: 02 03 05 06
// program: server

@changed@
expression c, v, p;
@@
- port_from_args(c, v, p)
+ my_port(c, v, p)

@depends on changed@
@@
  #include "lab.h"
+ #include <stdio.h>
+ #include <stdlib.h>
+ static int my_port(int argc, char **argv, int otherwise)
+ {
+     char nothing[] = "", *end = nothing;
+     long port = argc > 1 ? strtol(argv[1], &end, 10) : otherwise;
+     if (argc > 2 || *end || (argc > 1 && (argv[1][0] < '0' || argv[1][0] > '9')) || port > 65535) {
+         fprintf(stderr, "用法: %s <port>\n", argv[0]);
+         exit(2);
+     }
+     return (int)port;
+ }
