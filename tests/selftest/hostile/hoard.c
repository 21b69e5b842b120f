/* Fills the disk with one file in /tmp that grows without a limit. */
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
