/* Each of 64 processes takes as much memory as one may have. */
#include <sys/mman.h>

#include "hostile.h"

enum { MIB = 1 << 20 };

static void eats(int most)
{
    for (int i = 0; i < most; i++) {
        char *piece = malloc(MIB);
        if (piece)
            memset(piece, i, MIB);
    }
}

int main(void)
{
    announces(listens());
    for (int i = 0; i < 6; i++)
        fork();
    eats(400);
    hangs();
}
