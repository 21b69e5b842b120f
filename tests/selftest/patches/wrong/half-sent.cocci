// send() has taken less than it was offered, and the rest is forgotten.
// labs: 03 04 06
// expect: short-send queue-lost
// expect lab03: short-send buffer-overrun stale-bytes

@assigned exists@
identifier t, f = {send, write};
expression s, b, n, i, other;
type C;
position p : script:python() { here(p) };
@@
  t = f(s, b, n, ...)
  ... when != t = other
(
- i +=@p t
+ i += n
|
- i +=@p (C)t
+ i += n
)

@declared exists@
type T;
identifier t, f = {send, write};
expression s, b, n, i, other;
type C;
position p : script:python() { here(p) };
@@
  T t = f(s, b, n, ...);
  ... when != t = other
(
- i +=@p t
+ i += n
|
- i +=@p (C)t
+ i += n
)
