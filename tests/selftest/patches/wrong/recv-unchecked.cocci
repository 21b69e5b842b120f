// recv() has failed, and what was in the buffer counts as received.
// labs: 03 04
// expect: failure-not-seen eintr-not-retried silence-is-end error-not-shown answers-after-end

@taken@
identifier x, f = {recv, read, recvmsg};
expression list es;
position q;
@@
  x@q = f(es)

@script:python@
q << taken.q;
@@
note(q)

@declared@
identifier x, f = {recv, read, recvmsg};
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
+ 0
|
- x@p < 0
+ 0
)
