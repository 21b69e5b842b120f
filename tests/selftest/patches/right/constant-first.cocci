// The constant comes first, so that an assignment would not compile.

@@
expression e;
@@
(
- e == -1
+ -1 == e
|
- e == 0
+ 0 == e
|
- e == EINTR
+ EINTR == e
)
