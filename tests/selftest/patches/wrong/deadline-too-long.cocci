// Milliseconds are taken for seconds.
// labs: 04 05
// program: client
// expect: no-deadline deadline-constant connect-waits

@@
expression s, ms;
position p : script:python() { here(p) };
@@
  net_deadline@p(s,
- ms
+ ms * 1000
  )

@@
expression ms;
position p : script:python() { here(p) };
@@
- ms / 1000@p
+ ms
