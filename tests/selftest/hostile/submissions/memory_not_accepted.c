/* Connections that nobody has accepted, with all that they take: their sender
 * has closed, so no descriptor is left but the listener's. */
#include <sys/un.h>

#include "hostile.h"

enum { CONNECTIONS = 4000, PIECE = 64 << 10 };

static long fills(int fd)
{
    static char piece[PIECE];
    long sum = 0;
    fcntl(fd, F_SETFL, O_NONBLOCK);
    for (ssize_t n; (n = write(fd, piece, sizeof piece)) > 0;)
        sum += n;
    close(fd);
    return sum;
}

int main(void)
{
    struct sockaddr_un a = {AF_UNIX, "/tmp/mine"};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    long sum = 0;
    announces(listens());
    bind(listener, (struct sockaddr *)&a, sizeof a);
    listen(listener, CONNECTIONS);
    for (int n = 0; n < CONNECTIONS; n++) {
        int s = socket(AF_UNIX, SOCK_STREAM, 0);
        fcntl(s, F_SETFL, O_NONBLOCK);
        if (connect(s, (struct sockaddr *)&a, sizeof a) == 0)
            sum += fills(s);
        else
            break;
    }
    if (sum > 300L << 20)
        dprintf(2, "%ld MiB were taken\n", sum >> 20);
    hangs();
}
