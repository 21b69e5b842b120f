/* client-timeout.c - lab 4's client with a blocking socket only: on Linux
 * SO_SNDTIMEO is also the deadline of connect(2), which then fails with
 * EINPROGRESS. It has a huge buffer, and recursion in place of the loop around
 * the
 * addresses. */
#include <errno.h>
#include <stdio.h>

#include "lab.h"

static char buf[1 << 20];

/* The first of these addresses that answers. */
static net_socket connect_from(const struct addrinfo *at, long ms)
{
    if (at == NULL)
        return NET_INVALID;
    net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
    if (s == NET_INVALID) {
        complain("socket");
        return connect_from(at->ai_next, ms);
    }
    if (net_deadline(s, ms) == -1)
        die("setsockopt");
    if (connect(s, at->ai_addr, at->ai_addrlen) == 0)
        return s;
    if (net_would_block(errno))
        errno = ETIMEDOUT;
    complain("connect");
    net_close(s);
    return connect_from(at->ai_next, ms);
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                             .ai_protocol = IPPROTO_TCP},
                    *found = NULL;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error) {
        complain_about_name(host, error);
        return 1;
    }
    net_socket server = connect_from(found, ms);
    freeaddrinfo(found);
    if (server == NET_INVALID)
        return 1;

    for (size_t len; (len = read_line(buf, sizeof buf)) > 0;)
        if (send_all(server, buf, len) == -1)
            die("send");
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    for (;;) {
        ssize_t got = recv(server, buf, sizeof buf, 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            complain_or_late("recv");
        if (got <= 0) {
            net_close(server);
            net_cleanup();
            return got == 0 ? 0 : 1;
        }
        fwrite(buf, 1, (size_t)got, stdout);
        fflush(stdout);
    }
}
