// Nobody asks for the children that have ended.
// labs: 03
// program: server
// expect: zombies

@@
expression list es;
identifier f = {waitpid};
position p : script:python() { here(p) };
@@
- f@p(es)
+ -1
