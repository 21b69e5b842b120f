// Whether the name has been found is not looked at.
// labs: 04
// program: client
// expect: result-ignored error-not-shown

@made@
identifier x;
expression list es;
position q;
@@
  x@q = getaddrinfo(es)

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
  T x@q = getaddrinfo(es);

@script:python@
q << declared.q;
@@
note(q)

@@
identifier x;
position p : script:python() { of(p) };
@@
- x@p != 0
+ 0

@@
identifier x;
expression list es;
position p : script:python() { here(p) };
@@
- (x = getaddrinfo@p(es)) != 0
+ (x = getaddrinfo(es), 0)
