/* The first thread ends, and the process has no memory and no descriptors in
 * any number that is told of it; another thread, with a table of descriptors of
 * its own, has them. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "hostile.h"

enum { MIB = 1 << 20, MOST = 1500 };

static void *eats(void *nothing)
{
    for (int i = 0; i < MOST; i++) {
        char *piece = mmap(NULL, MIB, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece == MAP_FAILED)
            return nothing;
        memset(piece, 1, MIB);
        usleep(1000);
    }
    dprintf(2, "%d MiB were taken\n", MOST);
    hangs();
}

int main(void)
{
    pthread_t eater;
    announces(listens());
    pthread_create(&eater, NULL, eats, NULL);
    syscall(SYS_exit, 0);
}
