// Milliseconds are taken for microseconds.
// labs: 04 05
// program: client
// expect: deadline-too-short

@@
expression ms;
position p : script:python() { here(p) };
@@
- ms % 1000@p * 1000
+ ms % 1000

@@
expression s, ms;
position p : script:python() { here(p) };
@@
  net_deadline@p(s,
- ms
+ (ms + 999) / 1000
  )
