// Whether there is a socket is not looked at.
// labs: 01 02 04 05
// expect: failure-not-seen

@taken@
identifier x, f = {socket};
expression list es;
position q;
@@
  x@q = f(es)

@script:python@
q << taken.q;
@@
note(q)

@declared@
identifier x, f = {socket};
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
- x@p == NET_INVALID
+ 0
|
- x@p == -1
+ 0
|
- x@p < 0
+ 0
)
