// The whole buffer is printed, not what has come.
// labs: 04 06
// expect: stale-bytes sizeof-sent

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
expression n;
identifier b;
position p : script:python() { named(p) };
@@
  fwrite(b@p, 1,
- n
+ sizeof b
  , stdout)
