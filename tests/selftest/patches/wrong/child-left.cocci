// The process that reads the keyboard is left behind when the server has gone.
// labs: 06
// program: client
// expect: child-goes-on

@@
expression pid, signal;
position p : script:python() { here(p) };
@@
- kill@p(pid, signal)
+ 0
