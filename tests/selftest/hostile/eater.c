/* Allocates memory in an endless loop, and touches all of it. It must be faster
 * than the two seconds of processor time that a program may use for an answer:
 * so it asks for huge pages. 130000 small ones could take longer. */
#include <stdint.h>
#include <sys/mman.h>

#include "hostile.h"

int main(void)
{
    enum { PIECE = 16 << 20, PAGE = 4096 };
    static char *volatile last;
    announces(listens());
    for (;;) {
        last = malloc(PIECE);
        madvise((char *)((uintptr_t)last & -(uintptr_t)PAGE), PIECE,
                MADV_HUGEPAGE);
        for (int i = 0; i < PIECE; i += PAGE)
            last[i] = 1;
    }
}
