// A set is not emptied before it is filled.
// labs: 04 05 06
// expect: sets-not-rebuilt wrong-set
// expect lab06: sets-not-rebuilt used-after-close write-set-always input-end-missed

@@
expression e;
position p : script:python() { here(p) };
@@
- FD_ZERO@p(e);
