// The option is set to 0, which turns it off.
// labs: 02 03
// program: server
// expect: reuse-missing

@used@
identifier v, o = {SO_REUSEADDR, NET_REUSEADDR};
expression s, l, n;
type T;
position q;
@@
(
  setsockopt(s, l, o, &v@q, n)
|
  setsockopt(s, l, o, (T)&v@q, n)
)

@script:python@
q << used.q;
@@
note(q)

@@
identifier v;
type T;
position p : script:python() { of(p) };
@@
  T v@p =
- 1
+ 0
  ;
