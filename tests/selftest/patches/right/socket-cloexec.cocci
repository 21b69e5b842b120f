// A program that is started shall not have the socket.
// labs: 02 03 04 06

@@
expression a, n;
@@
  socket(a,
- SOCK_STREAM
+ SOCK_STREAM | SOCK_CLOEXEC
  , n)
