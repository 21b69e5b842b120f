/* server-peek.c - lab 5's server, which asks for the length first.
 *
 * MSG_PEEK leaves the datagram in the queue, MSG_TRUNC returns its full length;
 * then the buffer gets just that size. After a signal the call is repeated by
 * recursion. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>

#include "lab.h"

/* recvfrom(), repeated after a signal. */
static ssize_t take(net_socket s, char *buf, size_t size, int flags,
                    struct sockaddr_in *from, socklen_t *len)
{
    *len = sizeof *from;
    ssize_t got = recvfrom(s, buf, size, flags, (struct sockaddr *)from, len);
    return got == -1 && errno == EINTR ? take(s, buf, size, flags, from, len)
                                       : got;
}

static ssize_t give(net_socket s, const char *buf, size_t size,
                    const struct sockaddr_in *to, socklen_t len)
{
    ssize_t sent = sendto(s, buf, size, 0, (const struct sockaddr *)to, len);
    return sent == -1 && errno == EINTR ? give(s, buf, size, to, len) : sent;
}

static void serve_one(net_socket s)
{
    struct sockaddr_in from;
    socklen_t len;
    char none, *buf;
    ssize_t got = take(s, &none, 0, MSG_PEEK | MSG_TRUNC, &from, &len);
    if (got == -1) {
        complain("recvfrom");
        return;
    }
    if ((buf = malloc((size_t)got + 1)) == NULL)
        die("malloc");
    got = take(s, buf, (size_t)got + 1, 0, &from, &len);
    if (got == -1)
        complain("recvfrom");
    else {
        say("%d bytes from port %d", (int)got, ntohs(from.sin_port));
        if (give(s, buf, (size_t)got, &from, len) == -1)
            complain("sendto");
    }
    free(buf);
}

int main(int argc, char **argv)
{
    struct sockaddr_in addr = {0};
    socklen_t len = sizeof addr;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port_from_args(argc, argv, 8888));
    inet_pton(AF_INET, "127.0.0.1", &addr.sin_addr);
    net_socket s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == NET_INVALID)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, len) == -1)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    say("listening on 127.0.0.1:%d", ntohs(addr.sin_port));
    for (;;)
        serve_one(s);
}
