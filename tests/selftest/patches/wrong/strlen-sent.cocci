// Sent is the text in the buffer, as far as a zero byte.
// labs: 03 04 05 06
// expect: text-stops-at-nul not-terminated buffer-overrun stale-bytes
// expect lab05: text-stops-at-nul not-terminated buffer-overrun stale-bytes newline-sent

@changed@
expression s, b, n;
identifier f = {send_all, send, sendto, write};
position p : script:python() { here(p) };
@@
  f@p(s, b,
- n
+ strlen(b)
  , ...)

@depends on changed@
@@
  #include "lab.h"
+ #include <string.h>
