/* Prints WHAT to descriptor WHERE in an endless loop; both are defined on the
 * compiler's command line. */
#include "hostile.h"

int main(void)
{
    static char piece[8192];
    announces(listens());
    for (size_t i = 0; i < sizeof piece; i++)
        piece[i] = WHAT[i % (sizeof WHAT - 1)];
    for (;;)
        if (write(WHERE, piece, sizeof piece) == -1)
            return 1;
}
