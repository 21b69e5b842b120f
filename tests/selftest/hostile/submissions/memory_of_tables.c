/* A byte is read in each 2 MiB: all of them are the same page of zeros, but
 * each needs 4 KiB of page tables, which are no memory of the process. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "hostile.h"

enum { STEP = 2 << 20, PIECES = 4, STEPS = 100000, MOST = 400000 };

int main(void)
{
    int touched = 0;
    announces(listens());
    for (int n = 0; n < PIECES; n++) {
        volatile char *all =
            mmap(NULL, (size_t)STEP * STEPS, PROT_READ,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        for (size_t i = 0; all != MAP_FAILED && i < STEPS; i++) {
            (void)all[i * STEP];
            touched++;
        }
    }
    if (touched == MOST)
        dprintf(2, "%d MiB of page tables were taken\n", MOST / 256);
    hangs();
}
