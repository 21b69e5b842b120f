/* Bytes that wait in sockets and pipes lie in the kernel's memory. */
#include "hostile.h"

static void fills(int fd)
{
    static char piece[4096];
    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (write(fd, piece, sizeof piece) > 0)
        continue;
}

int main(void)
{
    announces(listens());
    for (int i = 0; i < 5; i++)
        fork();
    for (int ends[2]; socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;) {
        fills(ends[0]);
        fills(ends[1]);
    }
    for (int ends[2]; pipe(ends) == 0;)
        fills(ends[1]);
    hangs();
}
