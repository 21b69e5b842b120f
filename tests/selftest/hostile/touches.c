/* Two processes touch, over some time, more memory than they may have. */
#include <sys/mman.h>

#include "hostile.h"

enum { MIB = 1 << 20, EACH = 400 };

int main(void)
{
    announces(listens());
    fork();
    for (int i = 0; i < EACH; i++) {
        char *piece = mmap(NULL, MIB, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece != MAP_FAILED)
            memset(piece, 1, MIB);
    }
    hangs();
}
