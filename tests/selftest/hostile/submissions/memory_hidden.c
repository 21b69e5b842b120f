/* As memory_brood, but nobody may look how much each has: PR_SET_DUMPABLE. */
#include <sys/mman.h>
#include <sys/prctl.h>

#include "hostile.h"

enum { MIB = 1 << 20 };

int main(void)
{
    announces(listens());
    prctl(PR_SET_DUMPABLE, 0);
    for (int i = 0; i < 4; i++)
        fork();
    for (int i = 0; i < 40; i++) {
        char *piece = mmap(NULL, MIB, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece != MAP_FAILED)
            memset(piece, i, MIB);
    }
    hangs();
}
