// That nothing has come in time is taken for the end of the answer.
// labs: 04
// program: client
// expect: silence-is-end error-not-shown exit-zero

@@
expression e;
position p : script:python() { here(p) };
@@
- complain_or_late@p(e);
+ return 0;
