// The time begins anew with each datagram that is not the answer.
// labs: 05
// program: client
// expect: deadline-restarts deadline-constant retry-without-end

@@
expression end;
position p : script:python() { here(p) };
@@
- end - net_milliseconds@p()
+ 1000
