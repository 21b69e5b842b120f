// A call that a signal has interrupted is taken for a failure.
// labs: 03 04 05 06
// expect: eintr-not-retried one-client-ends-server transient-ends-server

@@
expression e;
position p : script:python() { here(p) };
@@
(
- e == EINTR@p
+ false
|
- EINTR@p == e
+ false
|
- e != EINTR@p
+ true
|
- EINTR@p != e
+ true
)
