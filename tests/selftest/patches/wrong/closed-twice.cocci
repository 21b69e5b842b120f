// A socket is closed twice: the number may be another's by then.
// labs: 01 03 06
// expect: closed-twice
// expect lab01: closed-twice not-closed

@@
expression e;
identifier f = {net_close, close};
position p : script:python() { here(p) };
@@
- f@p(e)
+ (f(e), f(e))
