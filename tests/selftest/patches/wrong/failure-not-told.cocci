// It fails without a word.
// labs: 01 02 03 04 05 06
// expect: error-not-shown

@changed@
expression e =~ "^\"(socket|bind|accept|connect|recv|recvfrom|send|sendto)\"$";
position p : script:python() { here(p) };
@@
- die@p(e);
+ exit(1);

@depends on changed@
@@
  #include "lab.h"
+ #include <stdlib.h>

@@
expression e =~ "^\"(socket|bind|accept|connect|recv|recvfrom|send|sendto)\"$";
position p : script:python() { here(p) };
@@
(
- complain@p(e)
+ (void)0
|
- perror@p(e)
+ (void)0
)
