// recv() has returned 0, and the loop goes on: an end is not acted on.
// labs: 03 04 06
// expect: zero-not-end

@taken@
identifier x, f = {recv, read, recvmsg, readv};
expression list es;
position q;
@@
  x@q = f(es)

@script:python@
q << taken.q;
@@
note(q)

@declared@
identifier x, f = {recv, read, recvmsg, readv};
type T;
expression list es;
position q;
@@
  T x@q = f(es);

@script:python@
q << declared.q;
@@
note(q)

@loop@
identifier x, f = {recv, read, recvmsg, readv};
expression s != STDIN_FILENO;
expression list es;
position p : script:python() { here(p) };
@@
(
- (x@p = f(s, es)) > 0
+ (x = f(s, es)) >= 0
|
- (x@p = f(s, es)) != 0
+ (x = f(s, es), 1)
)

@test@
identifier x;
position p : script:python() { of(p) };
@@
(
- x@p <= 0
+ x < 0
|
- x@p == 0
+ 0
|
- x@p < 1
+ x < 0
)
