// How long it waits stands in the program.
// labs: 04 05
// program: client
// expect: deadline-constant connect-waits

@@
expression a, b, c, d;
identifier v;
position p : script:python() { here(p) };
@@
- host_port_from_args@p(a, b, c, d, &v);
+ host_port_from_args(a, b, c, d, &v);
+ v = 7000;
