// The signal of a broken connection is not ignored.
// labs: 03 04 06
// expect: sigpipe

@@
position p : script:python() { here(p) };
@@
- signal(SIGPIPE@p, SIG_IGN);
