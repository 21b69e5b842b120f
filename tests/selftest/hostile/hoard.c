/* Fills the disk: one file without end, in /tmp. */
#include "hostile.h"

int main(void)
{
    static char piece[1 << 20], path[] = "/tmp/socket-labs-hoard-XXXXXX";
    announces(listens());
    int fd = mkstemp(path);
    while (write(fd, piece, sizeof piece) > 0)
        continue;
    return 1;
}
