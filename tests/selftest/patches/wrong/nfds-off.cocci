// select() is not told of the highest descriptor.
// labs: 04 05 06
// expect: nfds-off

@@
expression e;
expression list es;
identifier f = {select, pselect};
position p : script:python() { here(p) };
@@
  f@p(
- e + 1
+ e
  , es)
