/* Many maps, in many processes: each is 200 bytes of the kernel's, and none of
 * the process's. */
#include <sys/mman.h>

#include "hostile.h"

enum { PAGE = 4096, HOLES = 32500, PROCESSES = 60 };

int main(void)
{
    int born = 0;
    announces(listens());
    char *all = mmap(NULL, 2L * PAGE * HOLES, PROT_READ,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    for (long i = 0; i < HOLES; i++)
        mprotect(all + 2 * PAGE * i, PAGE, PROT_NONE);
    for (; born < PROCESSES; born++)
        if (fork() == 0)
            hangs();
    dprintf(2, "%d MiB of maps were taken\n", born * 14);
    hangs();
}
