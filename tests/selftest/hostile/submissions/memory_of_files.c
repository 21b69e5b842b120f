/* Files in memory: no program's memory, and each small enough. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "hostile.h"

int main(void)
{
    static char piece[1 << 20];
    memset(piece, 1, sizeof piece);
    announces(listens());
    for (int i = 0; i < 5; i++)
        fork();
    for (int n = 0; n < 900; n++) {
        int fd = memfd_create("mine", 0);
        for (int i = 0; i < 15; i++)
            if (write(fd, piece, sizeof piece) == -1)
                break;
    }
    hangs();
}
