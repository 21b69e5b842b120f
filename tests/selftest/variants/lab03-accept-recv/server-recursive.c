/* server-recursive.c - lab 3's echo server without a loop around send() or
 * recv(): the rest of the work is done by a recursive call.
 *
 * The buffer is not on the stack, and the depth is limited: a piece of 4096
 * bytes needs 4096 calls at most, and main() calls echo() again for the next
 * piece. */
#include <errno.h>

#include "lab.h"

static char buf[4096];

/* Send all of these bytes; returns 0 or -1. */
static int send_rest(net_socket client, const char *at, size_t left)
{
    if (left == 0)
        return 0;
    ssize_t taken = send(client, at, left, MSG_NOSIGNAL);
    if (taken == -1 && net_error() != EINTR)
        return -1;
    size_t done = taken > 0 ? (size_t)taken : 0;
    return send_rest(client, at + done, left - done);
}

/* Echo one piece. True if there may be more. */
static bool echo(net_socket client)
{
    ssize_t got = recv(client, buf, sizeof buf, 0);
    if (got == -1 && net_error() == EINTR)
        return echo(client);
    if (got == -1)
        complain("recv");
    if (got <= 0)
        return false;
    if (send_rest(client, buf, (size_t)got) == 0)
        return true;
    complain("send");
    return false;
}

static net_socket next_client(net_socket listener)
{
    struct sockaddr_in peer;
    socklen_t peerlen = sizeof peer;
    net_socket client = accept(listener, (struct sockaddr *)&peer, &peerlen);
    if (client == NET_INVALID && !net_transient(net_error()))
        die("accept");
    if (client == NET_INVALID)
        return next_client(listener);
    say("client from port %d", ntohs(peer.sin_port));
    return client;
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);

    for (;;) {
        net_socket client = next_client(listener);
        while (echo(client))
            ;
        if (net_close(client) == -1)
            complain("close");
    }
}
