/* One byte of each huge page waits in a pipe: the page stays, and nobody has
 * it. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/uio.h>

#include "hostile.h"

enum { HUGE = 2 << 20, PIPES = 64, EACH = 16 };

/* A huge page, at its place in twice as much room. */
static char *huge_page(char *room)
{
    char *page = room + HUGE - (size_t)room % HUGE;
    madvise(page, HUGE, MADV_HUGEPAGE);
    page[0] = 1;
    return page;
}

int main(void)
{
    int ends[2], kept = 0;
    announces(listens());
    for (int p = 0; p < PIPES && pipe(ends) == 0; p++)
        for (int i = 0; i < EACH; i++) {
            char *room = mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (room == MAP_FAILED)
                break;
            struct iovec byte = {huge_page(room), 1};
            kept += vmsplice(ends[1], &byte, 1, SPLICE_F_NONBLOCK) == 1;
            munmap(room, 2 * HUGE);
        }
    if (kept > 0)
        dprintf(2, "%d pages wait in pipes\n", kept);
    hangs();
}
