// Shown is what the call has returned, not why it has failed.
// labs: 01
// expect: result-as-error error-hidden

@@
identifier x;
position p : script:python() { here(p) };
@@
(
- x = net_error@p()
+ x = -1
|
- x = errno@p
+ x = -1
)
