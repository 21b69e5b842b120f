/* client.c - send each line of stdin, and print what comes back.
 *
 * Run:   ./client 127.0.0.1 PORT    with the port that ./server printed
 * Read:  connect(2), recv(2), and handouts/lab03-accept-recv.md
 *
 * This program is complete. Names, more addresses and deadlines are lab 4.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

static bool receive(net_socket server, char *buf, size_t wanted);

int main(int argc, char **argv)
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    net_init();

    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)atoi(port)),
    };
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        fprintf(stderr, "inet_pton: '%s' is not an IPv4 address\n", host);
        return 1;
    }
    net_socket server = socket(AF_INET, SOCK_STREAM, 0);
    if (server == NET_INVALID)
        die("socket");
    /* A signal ends the call, but not the handshake: that goes on. */
    if (connect(server, (struct sockaddr *)&addr, sizeof addr) == -1 &&
        !(net_error() == EINTR && net_connected(server, 5000) == 0))
        die("connect");

    char line[4096];
    size_t len;
    while ((len = read_line(line, sizeof line)) > 0) {
        /* one line, and nothing else under way: there is room for all of it */
        if (send(server, line, len, MSG_NOSIGNAL) != (ssize_t)len)
            die("send");
        if (!receive(server, line, len))
            return 1;
        fwrite(line, 1, len, stdout);
        fflush(stdout);
    }
    net_close(server);
    net_cleanup();
    return 0;
}

/* As many bytes as were sent, in however many pieces they come. */
static bool receive(net_socket server, char *buf, size_t wanted)
{
    for (size_t have = 0; have < wanted;) {
        ssize_t got = recv(server, buf + have, wanted - have, 0);
        if (got == 0) {
            fprintf(stderr,
                    "recv: END, the server closed before it had answered\n");
            return false;
        }
        if (got == -1 && net_error() != EINTR)
            die("recv");
        if (got > 0)
            have += (size_t)got;
    }
    return true;
}
