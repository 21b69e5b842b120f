/* exit.c - what a process has counted is written when it ends by _exit(), too:
 * so do those that play scenarios. The linker puts this in between. */
#include <unistd.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);

void __wrap__exit(int status)
{
    __gcov_dump();
    __real__exit(status);
}
