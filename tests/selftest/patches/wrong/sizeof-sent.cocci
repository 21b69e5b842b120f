// The whole buffer is sent, not what was received.
// labs: 03 04 05 06
// expect: sizeof-sent

@array@
type T;
identifier b;
expression n;
position q;
@@
  T b@q[n];

@script:python@
q << array.q;
@@
note_name(q)

@@
expression s, n;
identifier b;
identifier f = {send_all, send, sendto, write};
position p : script:python() { named(p) };
@@
  f(s, b@p,
- n
+ sizeof b
  , ...)
