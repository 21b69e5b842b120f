// What has failed ends with the status of success.
// labs: 01 02 03 04 05 06
// expect: exit-zero

@changed@
expression e =~ "^\"(socket|bind|accept|connect|recv|recvfrom|send|sendto)\"$";
position p : script:python() { here(p) };
@@
- die@p(e)
+ (complain(e), exit(0))

@depends on changed@
@@
  #include "lab.h"
+ #include <stdlib.h>
