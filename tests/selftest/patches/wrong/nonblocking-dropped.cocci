// A socket is left in the mode that waits.
// labs: 04 06
// expect: mode-not-set blocking-call slow-reader-blocks one-at-a-time
// expect lab04: connect-waits

@@
expression s;
identifier on = {true};
position p : script:python() { here(p) };
@@
(
- net_nonblocking@p(s, on)
+ 0
|
- net_nonblocking@p(s, 1)
+ 0
|
- fcntl@p(s, F_SETFL, O_NONBLOCK)
+ 0
)

@@
position p : script:python() { here(p) };
@@
(
- SOCK_NONBLOCK@p | SOCK_CLOEXEC
+ SOCK_CLOEXEC
|
- MSG_NOSIGNAL | MSG_DONTWAIT@p
+ MSG_NOSIGNAL
)
