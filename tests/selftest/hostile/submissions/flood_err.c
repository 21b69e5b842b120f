/* Says its line, and then 1 GB on stderr. */
#include "hostile.h"

int main(void)
{
    static char piece[1 << 20];
    memset(piece, 'x', sizeof piece);
    announces(listens());
    for (int i = 0; i < 1024; i++)
        if (write(2, piece, sizeof piece) == -1)
            return 0;
    hangs();
}
