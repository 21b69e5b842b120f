// A descriptor of zero is taken for a failure.
// labs: 01 02 05
// expect: zero-descriptor-refused

@made@
identifier x;
expression list es;
position q;
@@
  x@q = socket(es)

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
  T x@q = socket(es);

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
+ x <= 0
|
- x@p == -1
+ x <= 0
|
- x@p < 0
+ x <= 0
)
