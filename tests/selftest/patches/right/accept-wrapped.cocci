// accept() is called in a function of the student's own.

@changed@
expression l, a, n;
@@
- accept(l, a, n)
+ let_in(l, a, n)

@depends on changed@
@@
  #include "lab.h"
+ static int let_in(int l, struct sockaddr *a, socklen_t *n)
+ {
+     return accept(l, a, n);
+ }
