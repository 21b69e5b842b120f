/* Threads that have descriptors of their own, apart from those of the process.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "hostile.h"

enum { STACK = 64 << 10 };

/* By clone(2), and by close_range(2) in a thread that had them in common. */
static int keeps(void *nothing)
{
    int mine = 0;
    (void)nothing;
    syscall(SYS_close_range, 900, 1000, 2 /* unshare */);
    for (int ends[2]; mine < 400 && pipe(ends) == 0; mine++)
        fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    hangs();
}

int main(void)
{
    announces(listens());
    for (int n = 0; n < 100; n++) {
        char *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        int flags = CLONE_VM | CLONE_FS | CLONE_SIGHAND | CLONE_THREAD;
        if (clone(keeps, stack + STACK, flags, NULL) != -1)
            dprintf(2, "a table of its own: %d\n", n);
    }
    hangs();
}
