// A socket is made by a function of the student's own.

@changed@
expression a, t, n;
@@
- socket(a, t, n)
+ new_socket(a, t, n)

@depends on changed@
@@
  #include "lab.h"
+ static int new_socket(int family, int type, int protocol)
+ {
+     return socket(family, type, protocol);
+ }
