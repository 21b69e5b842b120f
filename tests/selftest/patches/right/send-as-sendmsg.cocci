// sendmsg() of one piece is send().

@changed@
expression s, b, n, k;
@@
- send(s, b, n, k)
+ send_message(s, b, n, k)

@depends on changed@
@@
  #include "lab.h"
+ static ssize_t send_message(int s, const void *bytes, size_t size, int flags)
+ {
+     struct iovec part = {(void *)bytes, size};
+     struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
+     return sendmsg(s, &message, flags);
+ }
