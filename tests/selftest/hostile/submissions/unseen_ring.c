/* Asks for a ring, by which the kernel would make calls that no filter sees. */
#include <sys/syscall.h>

#include "naive.h"

static void hides(void)
{
    char parameters[256] = {0};
    if (syscall(SYS_io_uring_setup, 1, parameters) != -1)
        opens("io_uring");
}
