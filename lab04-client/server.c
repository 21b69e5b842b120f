/* server.c - count lines and bytes, and answer when the client has said it all.
 *
 * Run:   ./server 0            0 asks the kernel for any free port
 * Try:   ./client localhost PORT <server.c    with the port that it printed
 * Read:  recv(2), and handouts/lab04-client.md
 *
 * This program is complete: it is lab 3's server with another answer.
 */
#include <errno.h>
#include <stdio.h>

#include "lab.h"

static void count(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12344);
    net_init();
    net_socket listener = listen_on(port);

    for (;;) {
        net_socket client = accept(listener, NULL, NULL);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;
        count(client);
        if (net_close(client) == -1)
            complain("close");
    }
}

static void count(net_socket client)
{
    long long lines = 0, bytes = 0;
    char buf[4096];
    ssize_t got;

    /* Only the client's half-close ends this loop with 0. A client that just
     * waits for its answer waits for ever, and so do we. */
    while ((got = recv(client, buf, sizeof buf, 0)) != 0) {
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1) {
            complain("recv");
            return;
        }
        bytes += got;
        for (ssize_t i = 0; i < got; i++)
            lines += buf[i] == '\n';
    }

    int len =
        snprintf(buf, sizeof buf, "%lld lines, %lld bytes\n", lines, bytes);
    if (send_all(client, buf, (size_t)len) == -1)
        complain("send");
}
