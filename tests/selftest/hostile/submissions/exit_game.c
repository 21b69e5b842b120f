/* Another end each time: 0, 1, 2, 3, 99, 124, and signals by its own hand. */
#define _GNU_SOURCE
#include <sys/syscall.h>

#include <time.h>

#include "hostile.h"

int main(void)
{
    static const int ends[] = {0, 1, 2, 3, 77, 99, 124, 137, 255};
    announces(listens());
    unsigned n = (unsigned)getpid() ^ (unsigned)clock();
    if (n % 3 == 0)
        kill(getpid(), (int)(n % 31) + 1);
    syscall(SYS_exit_group, ends[n % (sizeof ends / sizeof *ends)]);
}
