/* Prints without end, in pieces as large as can be. */
#include "hostile.h"

int main(void)
{
    static char piece[1 << 20];
    memset(piece, '\n', sizeof piece);
    for (;;)
        if (write(1, piece, sizeof piece) == -1)
            return 0;
}
