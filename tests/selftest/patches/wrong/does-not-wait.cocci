// poll() and its like look, and do not wait.
// labs: 03 06
// expect: zero-timeout busy-loop

@@
expression a, n, ms;
position p : script:python() { here(p) };
@@
  poll@p(a, n,
- ms
+ 0
  )

@@
expression l, a, n, ms;
position p : script:python() { here(p) };
@@
  epoll_wait@p(l, a, n,
- ms
+ 0
  )

@@
expression n, r, w, x, t;
position p : script:python() { here(p) };
@@
  select@p(n, r, w, x,
- t
+ &(struct timeval){0}
  )

@@
expression n, r, w, x, t, m;
position p : script:python() { here(p) };
@@
  pselect@p(n, r, w, x,
- t
+ &(struct timespec){0}
  , m)
