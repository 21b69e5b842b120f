/* Holds every port of every address, TCP and UDP: nobody else gets one. */
#include "hostile.h"

static void holds(int type, int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET,
                            .sin_port = htons((uint16_t)port)};
    int s = socket(AF_INET, type, 0);
    if (s == -1)
        hangs(); /* no descriptor is left; the next process goes on */
    if (bind(s, (void *)&a, sizeof a) == -1)
        close(s);
    else if (type == SOCK_STREAM)
        listen(s, 1);
}

int main(void)
{
    announces(listens());
    for (int first = 1; first < 65536; first += 500)
        if (fork() == 0) {
            for (int port = first; port < first + 500 && port < 65536; port++) {
                holds(SOCK_STREAM, port);
                holds(SOCK_DGRAM, port);
            }
            hangs();
        }
    hangs();
}
