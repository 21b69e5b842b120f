/* Connections to itself, each full of bytes that nobody reads: what TCP may
 * have is counted for the whole machine. */
#include "hostile.h"

static void fills(int fd)
{
    static char piece[65536];
    fcntl(fd, F_SETFL, O_NONBLOCK);
    while (write(fd, piece, sizeof piece) > 0)
        continue;
}

int main(void)
{
    struct sockaddr_in a;
    socklen_t len = sizeof a;
    int listener = listens(), most = 64 << 20;
    announces(listener);
    getsockname(listener, (struct sockaddr *)&a, &len);
    for (int i = 0; i < 5; i++)
        fork();
    for (int s; (s = socket(AF_INET, SOCK_STREAM, 0)) != -1;) {
        setsockopt(s, SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
        if (connect(s, (struct sockaddr *)&a, sizeof a) == 0)
            fills(s);
        if (fork() == 0)
            fills(accept(listener, NULL, NULL));
    }
    hangs();
}
