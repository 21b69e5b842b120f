// listen() comes first: the kernel chooses a port, and bind() is too late.
// labs: 02 03 06
// program: server
// expect: bind-late listens-too-early

@@
expression s, a, n, k;
statement S1, S2;
position p : script:python() { here(p) };
@@
- if (\( bind@p(s, a, n) == -1 \| bind@p(s, a, n) < 0 \| bind@p(s, a, n) != 0 \)) S1
  ...
  if (\( listen(s, k) == -1 \| listen(s, k) < 0 \| listen(s, k) != 0 \)) S2
+ if (bind(s, a, n) == -1) S1
