/* client-drains.c - lab 5's client, which empties its receive queue before each
 * request.
 *
 * A datagram in the queue cannot be the answer to a request not sent yet. The
 * client waits in pselect(), and receives with MSG_DONTWAIT; sendto() on the
 * connected socket has no address. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lab.h"

static char text[60000], request[60016], answer[65536];
static const char *words = "no answer after";

/* Wait until s is readable, or this time has passed. */
static int wait_for(net_socket s, long long ms)
{
    struct timespec time = {.tv_sec = (time_t)(ms / 1000),
                            .tv_nsec = (long)(ms % 1000) * 1000000};
    fd_set in;
    FD_ZERO(&in);
    FD_SET(s, &in);
    int ready = pselect(s + 1, &in, NULL, NULL, &time, NULL);
    if (ready == -1 && errno != EINTR)
        die("select");
    return ready;
}

static void drain(net_socket s)
{
    ssize_t got;
    do
        got = recvfrom(s, answer, sizeof answer, MSG_DONTWAIT, NULL, NULL);
    while (got != -1 || errno == EINTR);
}

/* The text of the answer, its length in *len; NULL if there is none. */
static const char *hear(net_socket s, const char *head, size_t *len, long ms)
{
    size_t headlen = strlen(head);
    long long end = net_milliseconds() + ms;
    for (;;) {
        long long left = end - net_milliseconds();
        if (left <= 0)
            return NULL;
        if (wait_for(s, left) < 1)
            continue;
        ssize_t got = recv(s, answer, sizeof answer, MSG_DONTWAIT);
        if (got == -1 && (errno == EINTR || net_would_block(errno)))
            continue;
        if (got == -1) {
            complain("recv");
            return NULL;
        }
        *len = (size_t)got;
        if (*len >= headlen && strncmp(answer, head, headlen) == 0) {
            *len -= headlen;
            return answer + headlen;
        }
    }
}

int main(int argc, char **argv)
{
    const char *host, *port, *heard;
    char head[16];
    long ms = 1000;
    unsigned id = 0;
    int failed = 0;
    size_t len;
    struct addrinfo hints = {.ai_family = AF_INET,
                             .ai_socktype = SOCK_DGRAM,
                             .ai_protocol = IPPROTO_UDP},
                    *found;
    host_port_from_args(argc, argv, &host, &port, &ms);
    int error = getaddrinfo(host, port, &hints, &found);
    if (error) {
        complain_about_name(host, error);
        return 1;
    }
    net_socket s =
        socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s == NET_INVALID || !net_selectable(s, 0))
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(found);

    while ((len = read_line(text, sizeof text)) > 0) {
        if (text[len - 1] == '\n')
            len--;
        int headlen = sprintf(head, "%u ", ++id), tries = 3;
        memcpy(request, head, (size_t)headlen);
        memcpy(request + headlen, text, len);
        size_t all = (size_t)headlen + len;
        drain(s);
        do {
            if (sendto(s, request, all, 0, NULL, 0) == -1)
                complain("send");
            heard = hear(s, head, &len, ms);
        } while (heard == NULL && --tries > 0);
        if (heard == NULL) {
            fprintf(stderr, "request %u: %s 3 tries\n", id, words);
            failed = 1;
        } else {
            fwrite(heard, len, 1, stdout);
            fprintf(stdout, "\n");
            fflush(stdout);
        }
    }
    net_close(s);
    net_cleanup();
    return failed;
}
