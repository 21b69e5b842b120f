// One option is asked for in place of another.
// labs: 01
// program: server
// expect: wrong-option

@@
position p : script:python() { here(p) };
@@
(
- SO_TYPE@p
+ SO_ACCEPTCONN
|
- SO_ACCEPTCONN@p
+ SO_TYPE
)
