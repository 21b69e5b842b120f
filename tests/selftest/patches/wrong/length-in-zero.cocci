// The length that goes in says that there is no room for an address.
// labs: 01 02 03 05
// expect: length-in

@asked@
identifier l;
expression s, a, b, n, k;
position q;
@@
(
  getsockname(s, a, &l@q)
|
  accept(s, a, &l@q)
|
  recvfrom(s, b, n, k, a, &l@q)
|
  getsockopt(s, b, n, a, &l@q)
)

@script:python@
q << asked.q;
@@
note(q)

@declared@
type T;
identifier l;
expression x;
position p : script:python() { of(p) };
@@
  T l@p =
- sizeof(x)
+ 0
  ;

@assigned@
identifier l;
expression x;
position p : script:python() { of(p) };
@@
  l@p =
- sizeof(x)
+ 0
