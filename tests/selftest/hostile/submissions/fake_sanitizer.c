/* What a sanitizer says, to be taken for another mistake. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    fputs("==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x1\n"
          "    #0 0x1 in teacher /kit/tests/harness/play.c:1\n"
          "server.c:1:1: runtime error: it is not this program's\n",
          stderr);
    fflush(stderr);
    _exit(99);
}
