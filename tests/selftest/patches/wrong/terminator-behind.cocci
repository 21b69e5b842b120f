// A zero byte is put behind what was received, though there may be no room.
// labs: 03 04 05
// expect: filled-to-the-last-byte buffer-overrun

@changed@
expression s, b, e;
identifier f = {recv, recvfrom, read};
expression list es;
position p : script:python() { here(p) };
@@
- f(s, b, sizeof@p(e), es)
+ ended(b, f(s, b, sizeof(e), es))

@depends on changed@
@@
  #include "lab.h"
+ static ssize_t ended(void *text, ssize_t len)
+ {
+     if (len >= 0)
+         *((char *)text + len) = 0;
+     return len;
+ }
