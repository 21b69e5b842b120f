// Both directions are ended, where one was meant.
// labs: 04 06
// program: client
// expect: closed-not-half-closed used-after-close half-close-missing

@@
expression s, how;
position p : script:python() { here(p) };
@@
- shutdown@p(s, how)
+ net_close(s)
