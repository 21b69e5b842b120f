// Two servers may have the same port: each gets some of the clients.
// labs: 02 03 05
// program: server
// expect: port-shared

@@
expression s, a, n;
position p : script:python() { here(p) };
@@
- bind@p(s, a, n)
+ (setsockopt(s, SOL_SOCKET, 15, &(int){1}, sizeof(int)), bind(s, a, n))
