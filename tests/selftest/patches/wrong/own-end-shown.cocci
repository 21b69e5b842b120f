// Shown is the port of this end, not of the other.
// labs: 03
// program: server
// expect: own-end-shown peer-not-asked

@changed@
expression l, a, n;
position p : script:python() { here(p) };
@@
- accept@p(l, a, n)
+ accept_own(l, a, n)

@depends on changed@
@@
  #include "lab.h"
+ static int accept_own(int l, struct sockaddr *a, socklen_t *n)
+ {
+     int s = accept(l, a, n);
+     if (s != -1)
+         getsockname(s, a, n);
+     return s;
+ }
