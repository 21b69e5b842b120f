/* server-nonblocking.c - lab 3's echo server on non-blocking sockets: after
 * EAGAIN it waits with select(2), and calls
 * again. */
#include <errno.h>

#include "lab.h"

enum direction { READABLE, WRITABLE };

/* Sleep until s can be read or written; a signal may end the sleep early. */
static void wait_for(net_socket s, enum direction what)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(s, &set);
    if (select(s + 1, what == READABLE ? &set : NULL,
               what == WRITABLE ? &set : NULL, NULL, NULL) == -1 &&
        net_error() != EINTR)
        die("select");
}

/* True if the call must be made again; after EAGAIN, wait first. */
static bool ask_again(net_socket s, enum direction what)
{
    int error = net_error();
    if (net_would_block(error))
        wait_for(s, what);
    return error == EINTR || net_would_block(error);
}

static bool send_back(net_socket client, const char *at, size_t left)
{
    while (left > 0) {
        ssize_t taken = send(client, at, left, MSG_NOSIGNAL);
        if (taken == -1 && !ask_again(client, WRITABLE))
            return false;
        if (taken > 0) {
            at += taken;
            left -= (size_t)taken;
        }
    }
    return true;
}

static void echo(net_socket client)
{
    static char buf[65536];
    for (;;) {
        ssize_t got = recv(client, buf, sizeof buf, 0);
        if (got == 0)
            return;
        if (got == -1 && !ask_again(client, READABLE)) {
            complain("recv");
            return;
        }
        if (got > 0 && !send_back(client, buf, (size_t)got)) {
            complain("send");
            return;
        }
    }
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);
    if (!net_selectable(listener, 0) || net_nonblocking(listener, true) == -1)
        die("fcntl");

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && ask_again(listener, READABLE))
            continue;
        if (client == NET_INVALID && net_transient(net_error()))
            continue;
        if (client == NET_INVALID)
            die("accept");
        say("client from port %d", ntohs(peer.sin_port));
        if (net_nonblocking(client, true) == -1)
            complain("fcntl");
        else
            echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
}
