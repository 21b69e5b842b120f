/* client.c - knock on a door that nobody opens, and again, and again.
 *
 * Run:   ./client 127.0.0.1 PORT    with the port that ./server printed
 * Read:  listen(2), connect(2), and handouts/lab02-bind-listen.md
 *
 * This program is complete. How it waits with a limit is lab 4's matter.
 */
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

enum { KNOCKS = 5 };

static bool knock(int number, const struct sockaddr_in *server, long ms);

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();

    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)atoi(port)),
    };
    if (inet_pton(AF_INET, host, &server.sin_addr) != 1) {
        fprintf(stderr, "inet_pton: '%s' is not an IPv4 address\n", host);
        return 1;
    }

    for (int number = 1; number <= KNOCKS; number++)
        if (!knock(number, &server, ms))
            return 1;
    net_cleanup();
    return 0;
}

/* Connect, and say five bytes. The socket stays open until the program ends,
 * so that the connection keeps its place in the server's queue. */
static bool knock(int number, const struct sockaddr_in *server, long ms)
{
    net_socket s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == NET_INVALID || net_nonblocking(s, true) == -1)
        die("socket");
    if (connect(s, (const struct sockaddr *)server, sizeof *server) == -1 &&
        !(net_would_block(net_error()) && net_connected(s, ms) == 0)) {
        fprintf(stderr, "knock %d: ", number);
        complain("connect");
        net_close(s);
        return false;
    }
    if (send(s, "knock", 5, MSG_NOSIGNAL) != 5)
        die("send");
    say("knock %d: connected, 5 bytes sent", number);
    return true;
}
