/* server-vectors.c - lab 3's echo server with recvmsg(2) and sendmsg(2), and a
 * ring buffer: its free part and its full part may be in two pieces, and one
 * call moves both.
 */
#include <errno.h>
#include <sys/uio.h>

#include "lab.h"

enum { ROOM = 5000 }; /* neither a power of two nor a page size */

struct ring {
    size_t first, held;
    char bytes[ROOM];
};

static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;
        say("client from port %d", ntohs(peer.sin_port));
        echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
}

/* The `len` bytes of the ring from `at` on, in one or two pieces. */
static struct msghdr pieces(struct ring *r, size_t at, size_t len,
                            struct iovec two[2])
{
    size_t to_end = len < ROOM - at ? len : ROOM - at;
    two[0] = (struct iovec){r->bytes + at, to_end};
    two[1] = (struct iovec){r->bytes, len - to_end};
    return (struct msghdr){.msg_iov = two, .msg_iovlen = len > to_end ? 2 : 1};
}

/* Call recvmsg() once, and sendmsg() once. Returns 1, 0 at the end, or -1. */
static int turn(net_socket client, struct ring *r)
{
    struct iovec two[2];
    if (r->held == 0) {
        struct msghdr m = pieces(r, r->first, ROOM, two);
        ssize_t got = recvmsg(client, &m, 0);
        if (got == -1 && net_error() == EINTR)
            return 1;
        if (got == -1)
            complain("recv");
        if (got <= 0)
            return (int)got;
        r->held = (size_t)got;
    }
    struct msghdr m = pieces(r, r->first, r->held, two);
    ssize_t taken = sendmsg(client, &m, MSG_NOSIGNAL);
    if (taken == -1 && net_error() != EINTR) {
        complain("send");
        return -1;
    }
    if (taken > 0) {
        r->first = (r->first + (size_t)taken) % ROOM;
        r->held -= (size_t)taken;
    }
    return 1;
}

static void echo(net_socket client)
{
    struct ring r = {.first = 0};
    while (turn(client, &r) == 1)
        ;
}
