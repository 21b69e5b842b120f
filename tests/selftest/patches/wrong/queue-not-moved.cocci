// What has been sent stays in front of the queue.
// labs: 06
// program: server
// expect: offset-stays queue-lost queue-order held-overwritten rest-not-moved

@@
expression b, i, n;
position p : script:python() { here(p) };
@@
- memmove@p(b, b + i, n);
