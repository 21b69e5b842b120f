// Whether the connection has come about is not asked.
// labs: 04
// program: client
// expect: connect-ignored

@@
expression s, v, n;
position p : script:python() { here(p) };
@@
- getsockopt(s, SOL_SOCKET, SO_ERROR@p, v, n)
+ 0

@@
expression s, ms;
position p : script:python() { here(p) };
@@
- net_connected@p(s, ms)
+ (net_connected(s, ms), 0)
