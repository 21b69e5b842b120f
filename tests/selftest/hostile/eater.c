/* Allocates without end, and uses all of what it got without a look. It has to
 * be quicker than the two seconds of processor that a program may take to
 * answer: so it asks for huge pages. For 130000 small ones a machine may need
 * more. */
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
