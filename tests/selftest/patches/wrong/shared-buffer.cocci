// Threads share one buffer.
// labs: 03 06
// program: server
// expect: shared-buffer

@threads@
expression list es;
@@
  pthread_create(es)

@depends on threads@
type T;
identifier b = {buf, line, bytes};
expression n;
position p : script:python() { here(p) };
@@
- T b@p[n];
+ static T b[n];
