/* client-poll.c - lab 5's client, which waits in poll().
 *
 * Its socket is non-blocking: if a datagram is gone between poll() and recv(),
 * the client waits again. The fixed part of a request is made once. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

enum { TRIES = 3, TEXT_MAX = 60000, DATAGRAM_MAX = 65507, HEAD_MAX = 16 };

static net_socket choose_peer(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        exit(1);
    }
    net_socket s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == NET_INVALID)
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(found);
    if (net_nonblocking(s, true) == -1)
        die("fcntl");
    return s;
}

/* Print the answer to the request with this head; false if none came. */
static bool hear(net_socket s, const char *head, size_t headlen, long ms)
{
    static char answer[DATAGRAM_MAX];
    long long end = net_milliseconds() + ms, left;
    while ((left = end - net_milliseconds()) > 0) {
        struct pollfd one = {.fd = s, .events = POLLIN};
        int ready = poll(&one, 1, (int)left);
        if (ready == -1 && errno != EINTR)
            die("poll");
        if (ready < 1)
            continue;
        ssize_t got = recv(s, answer, sizeof answer, 0);
        if (got == -1 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got == -1) {
            complain("recv");
            return false;
        }
        if ((size_t)got < headlen || memcmp(answer, head, headlen) != 0)
            continue;
        fwrite(answer + headlen, 1, (size_t)got - headlen, stdout);
        fputc('\n', stdout);
        fflush(stdout);
        return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    static char request[HEAD_MAX + TEXT_MAX];
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_socket s = choose_peer(host, port);
    int status = 0;
    for (unsigned id = 1;; id++) {
        int headlen = snprintf(request, HEAD_MAX, "%u ", id);
        size_t len = read_line(request + headlen, TEXT_MAX);
        if (len == 0)
            break;
        len += (size_t)headlen;
        if (request[len - 1] == '\n')
            len--;
        bool heard = false;
        for (int tries = 0; tries < TRIES && !heard; tries++) {
            if (send(s, request, len, 0) == -1)
                complain("send");
            heard = hear(s, request, (size_t)headlen, ms);
        }
        if (!heard) {
            fprintf(stderr, "request %u: no answer after %d tries\n", id,
                    TRIES);
            status = 1;
        }
    }
    net_close(s);
    return status;
}
