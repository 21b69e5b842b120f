// Whether accept() has given a socket is not looked at.
// labs: 03
// program: server
// expect: failure-not-seen accept-error-spins

@made@
identifier x;
expression list es;
position q;
@@
  x@q = accept(es)

@script:python@
q << made.q;
@@
note(q)

@declared@
identifier x;
type T;
expression list es;
position q;
@@
  T x@q = accept(es);

@script:python@
q << declared.q;
@@
note(q)

@@
identifier x;
position p : script:python() { of(p) };
@@
(
- x@p == NET_INVALID
+ 0
|
- x@p == -1
+ 0
|
- x@p < 0
+ 0
)
