/* Calls as a program of the x32 ABI does: each call has another number there. */
#include <sys/syscall.h>

#include "naive.h"

static void hides(void)
{
#ifdef __x86_64__
    if (syscall(0x40000000 + SYS_socket, AF_INET, SOCK_STREAM, 0) != -1)
        opens("x32");
#endif
}
