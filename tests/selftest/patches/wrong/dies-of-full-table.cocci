// With no descriptor for a guest the server ends.
// labs: 06
// program: server
// expect: accept-error-ends-server

@@
position p : script:python() { here(p) };
@@
- complain@p("accept")
+ die("accept")
