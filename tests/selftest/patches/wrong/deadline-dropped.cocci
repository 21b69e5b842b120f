// There is no limit to how long a call may wait.
// labs: 04 05
// program: client
// expect: no-deadline

@@
expression s, ms;
position p : script:python() { here(p) };
@@
- net_deadline@p(s, ms)
+ 0

@@
expression s, v, n;
position p : script:python() { here(p) };
@@
- setsockopt(s, SOL_SOCKET, SO_RCVTIMEO@p, v, n)
+ 0
