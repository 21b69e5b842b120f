// What is to be done again and again is done once.
// labs: 03 04 05
// expect: one-client-only closed-too-early
// expect lab04: one-recv-one-message first-address-only short-send
// expect lab05: one-client-only one-client-ends-server no-retry retry-too-few

@@
statement S;
position p : script:python() { here(p) };
@@
- for@p (;;) S
+ for (int once = 1; once; once = 0) S
