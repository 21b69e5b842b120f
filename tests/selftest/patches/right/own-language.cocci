// The program speaks the language of whoever starts it.

@changed@
@@
- net_init();
+ net_init();
+ setlocale(LC_ALL, "");

@depends on changed@
@@
  #include "lab.h"
+ #include <locale.h>
