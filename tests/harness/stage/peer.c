/* peer.c - see peer.h. */
#include "peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lack.h"

enum { UNREAD_MOST = 64 << 20 };

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool parse(const char *host, int port, union address *a, socklen_t *len)
{
    *a = (union address){0};
    if (inet_pton(AF_INET, host, &a->v4.sin_addr) == 1) {
        a->v4.sin_family = AF_INET;
        a->v4.sin_port = htons((uint16_t)port);
        *len = sizeof a->v4;
        return true;
    }
    if (inet_pton(AF_INET6, host, &a->v6.sin6_addr) == 1) {
        a->v6.sin6_family = AF_INET6;
        a->v6.sin6_port = htons((uint16_t)port);
        *len = sizeof a->v6;
        return true;
    }
    errno = EINVAL;
    return false;
}

/* Make a socket. If there is no descriptor for it, the harness lacks one. */
static int open_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        lack_note("socket");
    return fd;
}

static void set_port(union address *a, int port)
{
    if (a->any.sa_family == AF_INET6)
        a->v6.sin6_port = htons((uint16_t)port);
    else
        a->v4.sin_port = htons((uint16_t)port);
}

static int port_of(const union address *a)
{
    return ntohs(a->any.sa_family == AF_INET6 ? a->v6.sin6_port
                                              : a->v4.sin_port);
}

/* Read "HOST:PORT" or "[HOST]:PORT". For a wildcard address take loopback. */
static bool parse_pair(const char *text, union address *a, socklen_t *len)
{
    char host[64];
    int port;
    if (sscanf(text, "[%63[0-9a-f:]]:%d", host, &port) != 2 &&
        sscanf(text, "%63[0-9.]:%d", host, &port) != 2) {
        errno = EINVAL;
        return false;
    }
    return parse(strcmp(host, "0.0.0.0") == 0 ? "127.0.0.1" : host, port, a,
                 len);
}

void peer_adopt(struct peer *p, int fd, bool udp)
{
    channel_open(&p->wire, fd, udp ? DATAGRAMS : STREAM, UNREAD_MOST);
    p->open = true;
}

static bool connected_in_time(int fd, int ms)
{
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    int error = ETIMEDOUT;
    socklen_t size = sizeof error;
    if (poll(&wait, 1, ms) == 1)
        (void)getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    errno = error;
    return error == 0;
}

bool peer_connect(struct peer *p, const char *address, bool udp, int ms)
{
    union address a;
    socklen_t len;
    int on = 1;
    if (!parse_pair(address, &a, &len))
        return false;
    int fd = open_socket(a.any.sa_family,
                         (udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK);
    if (fd == -1)
        return false;
    /* TCP: a port of ours may be in TIME_WAIT (lab 2, step 2). UDP: with this
     * option two of our processes could get the same port. */
    if (!udp)
        (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    /* connect() may choose a port that another socket uses to connect to
     * another server; a port of bind() is used by this socket alone. */
    union address own = a;
    set_port(&own, 0);
    if (!udp)
        (void)bind(fd, &own.any, len);
    if (connect(fd, &a.any, len) == -1 &&
        (errno != EINPROGRESS || !connected_in_time(fd, ms))) {
        int error = errno;
        lack_note("connect");
        close(fd);
        errno = error;
        return false;
    }
    peer_adopt(p, fd, udp);
    return true;
}

int peer_port(const struct peer *p)
{
    union address a = {0};
    socklen_t len = sizeof a;
    if (getsockname(p->wire.fd, &a.any, &len) == -1)
        return 0;
    return port_of(&a);
}

void peer_reset(struct peer *p)
{
    struct linger now = {.l_onoff = 1};
    if (p->wire.fd >= 0)
        (void)setsockopt(p->wire.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    peer_close(p);
}

void peer_close(struct peer *p)
{
    if (p->open)
        channel_close(&p->wire);
}

bool peer_send_datagram(struct peer *p, const char *bytes, size_t len)
{
    const struct sockaddr *to = (struct sockaddr *)&p->wire.from;
    ssize_t sent = send(p->wire.fd, bytes, len, MSG_NOSIGNAL);
    if (sent == -1 && errno == ECONNREFUSED) /* of one before: send again */
        sent = send(p->wire.fd, bytes, len, MSG_NOSIGNAL);
    if (sent == -1 && (errno == EDESTADDRREQ || errno == ENOTCONN))
        sent = sendto(p->wire.fd, bytes, len, 0, to, p->wire.from_len);
    return sent == (ssize_t)len;
}

/* --- servers -------------------------------------------------------------- */

int peer_bind(const char *host, int *port, bool udp)
{
    union address a;
    socklen_t len;
    int on = 1;
    if (!parse(host, *port, &a, &len))
        return -1;
    int fd = open_socket(a.any.sa_family, udp ? SOCK_DGRAM : SOCK_STREAM);
    if (fd == -1)
        return -1;
    if (a.any.sa_family == AF_INET6)
        (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(fd, &a.any, len) == -1 || getsockname(fd, &a.any, &len) == -1) {
        int error = errno;
        if (*port == 0)
            lack_note("bind");
        close(fd);
        errno = error;
        return -1;
    }
    *port = port_of(&a);
    return fd;
}

int peer_listen(int fd, bool udp)
{
    return udp ? 0 : listen(fd, SOMAXCONN);
}

/* Connecting to a bound TCP socket that does not listen is answered by a reset.
 * A datagram to a UDP socket that is connected to another address is answered
 * by "port unreachable". */
int peer_refuse(int fd, bool udp)
{
    if (!udp)
        return 0;
    union address a = {0};
    socklen_t len = sizeof a;
    if (getsockname(fd, &a.any, &len) == -1)
        return -1;
    return connect(fd, &a.any, len); /* to itself, and so to no client */
}

/* With a backlog of 0 Linux queues one connection, and drops every later
 * SYN. */
int peer_ignore(int fd, bool udp, int *filler)
{
    union address a = {0};
    socklen_t len = sizeof a;
    if (udp)
        return 0;
    if (listen(fd, 0) == -1 || getsockname(fd, &a.any, &len) == -1)
        return -1;
    *filler = open_socket(a.any.sa_family, SOCK_STREAM);
    return *filler == -1 ? -1 : connect(*filler, &a.any, len);
}
