/* A good server that maps 64 GiB and touches a byte in each: reserved address
 * space is not used memory. */
#include <sys/mman.h>

#include "hostile.h"

int main(void)
{
    int listener = listens();
    for (int i = 0; i < 64; i++) {
        char *piece = mmap(NULL, 1 << 30, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (piece == MAP_FAILED)
            exit(1);
        madvise(piece, 1 << 30, MADV_NOHUGEPAGE);
        piece[0] = 1;
    }
    announces(listener);
    serves(listener);
}
