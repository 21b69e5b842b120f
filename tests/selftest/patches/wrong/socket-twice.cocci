// Two sockets are made, and one of them is forgotten.
// labs: 01 02 04 05
// expect: not-closed failure-not-seen error-not-shown

@@
expression list es;
position p : script:python() { here(p) };
@@
- socket@p(es)
+ (socket(es), socket(es))
