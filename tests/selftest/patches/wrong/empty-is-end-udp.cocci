// An empty datagram is taken for an end, or for a failure.
// labs: 05
// expect: zero-is-end-udp

@taken@
identifier x, f = {recv, read, recvfrom, recvmsg};
expression list es;
position q;
@@
  x@q = f(es)

@script:python@
q << taken.q;
@@
note(q)

@declared@
identifier x, f = {recv, read, recvfrom, recvmsg};
type T;
expression list es;
position q;
@@
  T x@q = f(es);

@script:python@
q << declared.q;
@@
note(q)

@@
identifier x;
position p : script:python() { of(p) };
@@
(
- x@p == -1
+ x <= 0
|
- x@p < 0
+ x <= 0
|
- x@p >= 0
+ x > 0
)
