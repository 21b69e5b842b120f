// "Not now" is taken for a failure.
// labs: 03 04 05 06
// expect: would-block-is-error transient-ends-server
// expect lab03: would-block-is-error transient-ends-server busy-loop

@@
expression e;
position p : script:python() { here(p) };
@@
- net_would_block@p(e)
+ 0

@@
expression e;
position p : script:python() { here(p) };
@@
(
- e == EAGAIN@p || e == EWOULDBLOCK
+ 0
|
- e == EAGAIN@p
+ 0
|
- e == EINPROGRESS@p
+ 0
|
- e != EAGAIN@p
+ 1
|
- e != EINPROGRESS@p
+ 1
)
