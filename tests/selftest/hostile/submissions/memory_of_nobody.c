/* Memory that stays when its maker has gone, and that no other has touched:
 * segments of System V, and maps that are shared with a parent. */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>

#include "hostile.h"

enum { MIB = 1 << 20 };

static void touches(char *piece)
{
    if (piece == NULL || piece == MAP_FAILED)
        return;
    if (fork() == 0) {
        memset(piece, 1, 16 * MIB);
        _exit(0);
    }
    wait(NULL);
}

int main(void)
{
    announces(listens());
    int zero = open("/dev/zero", O_RDWR);
    for (int i = 0; i < 60; i++) {
        int segment = shmget(IPC_PRIVATE, 16 * MIB, IPC_CREAT | 0600);
        if (segment != -1)
            touches(shmat(segment, NULL, 0));
        touches(mmap(NULL, 16 * MIB, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        if (zero != -1)
            touches(mmap(NULL, 16 * MIB, PROT_READ | PROT_WRITE, MAP_SHARED,
                         zero, 0));
    }
    hangs();
}
