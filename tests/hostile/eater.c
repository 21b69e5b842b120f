/* Allocates without end, and uses what it got without a look: all of it, where
 * the limit is on memory in use (sanitized), else a byte, which is quicker than
 * the two seconds of processor that a program may take to answer. */
#include "hostile.h"

#ifndef USED
#define USED PIECE
#endif

int main(void)
{
    enum { PIECE = 16 << 20 };
    static char *volatile last;
    announces(listens());
    for (;;) {
        last = malloc(PIECE);
        memset(last, 1, USED);
    }
}
