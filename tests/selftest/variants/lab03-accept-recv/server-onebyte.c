/* server-onebyte.c - lab 3's echo server with a buffer of one byte.
 *
 * Slow, but right: a TCP peer cannot see how many calls were
 * made. */
#include <errno.h>

#include "lab.h"

static void echo(net_socket client)
{
    char byte;
    ssize_t got;

    do {
        got = recv(client, &byte, 1, 0);
        if (got == -1 && errno != EINTR)
            complain("recv");
        while (got == 1) {
            ssize_t taken = send(client, &byte, 1, MSG_NOSIGNAL);
            if (taken == 1)
                break;
            if (taken == -1 && errno != EINTR) {
                complain("send");
                return;
            }
        }
    } while (got == 1 || (got == -1 && errno == EINTR));
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);

    for (;;) {
        struct sockaddr_storage peer;
        socklen_t len = sizeof peer;
        net_socket client = accept(listener, (struct sockaddr *)&peer, &len);
        if (client != NET_INVALID) {
            say("client from port %d",
                ntohs(((struct sockaddr_in *)&peer)->sin_port));
            echo(client);
            if (net_close(client) == -1)
                complain("close");
        } else if (!net_transient(net_error())) {
            die("accept");
        }
    }
}
