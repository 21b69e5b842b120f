// It asks whether there is room to write, though it has nothing to say.
// labs: 06
// program: server
// expect: write-set-always

@@
expression c;
position p : script:python() { here(p) };
@@
(
- c ? POLLOUT@p : 0
+ POLLOUT
|
- c ? EPOLLIN | EPOLLOUT@p : EPOLLIN
+ EPOLLIN | EPOLLOUT
)

@@
expression c, s;
expression e =~ "out|w";
position p : script:python() { here(p) };
@@
- if (c) FD_SET@p(s, e);
+ FD_SET(s, e);
