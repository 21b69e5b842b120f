/* Allocates without end, and uses what it got without a look. */
#include "hostile.h"

int main(void)
{
    enum { PIECE = 16 << 20 };
    static char *volatile last;
    announces(listens());
    for (;;) {
        last = malloc(PIECE);
        memset(last, 1, PIECE);
    }
}
