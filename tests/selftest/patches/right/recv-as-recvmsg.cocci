// recvmsg() into one piece is recv().

@changed@
expression s, b, n, k;
@@
- recv(s, b, n, k)
+ receive_message(s, b, n, k)

@depends on changed@
@@
  #include "lab.h"
+ static ssize_t receive_message(int s, void *bytes, size_t size, int flags)
+ {
+     struct iovec part = {bytes, size};
+     struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
+     return recvmsg(s, &message, flags);
+ }
