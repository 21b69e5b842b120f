// An epoll descriptor, made after the server has said where it listens.
// labs: 03 04 06
// program: server

@changed@
expression p;
@@
- listen_on(p)
+ and_epoll(listen_on(p))

@depends on changed@
@@
  #include "lab.h"
+ #include <sys/epoll.h>
+ static int and_epoll(int listener)
+ {
+     if (epoll_create1(EPOLL_CLOEXEC) == -1)
+         die("epoll_create1");
+     return listener;
+ }
