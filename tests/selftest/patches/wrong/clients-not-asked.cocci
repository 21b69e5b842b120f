// The clients are not among those that are waited for.
// labs: 06
// program: server
// expect: not-in-set queue-lost

@@
identifier l !~ "^(listener|servfd|listenfd)$";
expression e, x;
position p : script:python() { here(p) };
@@
(
- FD_SET(x->l, e@p);
|
- FD_SET(l, e@p);
)
