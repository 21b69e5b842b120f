// The option is set behind bind(), which has looked for it already.
// labs: 02 03
// program: server
// expect: reuse-late reuse-missing

@@
expression s, l, v, n, a, k;
identifier o = {SO_REUSEADDR, NET_REUSEADDR};
statement S1, S2;
position p : script:python() { here(p) };
@@
- if (\( setsockopt@p(s, l, o, v, n) == -1 \| setsockopt@p(s, l, o, v, n) < 0 \| setsockopt@p(s, l, o, v, n) != 0 \)) S1
  ...
  if (\( bind(s, a, k) == -1 \| bind(s, a, k) < 0 \| bind(s, a, k) != 0 \)) S2
+ if (setsockopt(s, l, o, v, n) == -1) S1
