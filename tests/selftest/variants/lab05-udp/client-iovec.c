/* client-iovec.c - lab 5's client with writev() and readv().
 *
 * Number and text are in two buffers, and are sent as one datagram; the number
 * of the answer is received into its own buffer. It waits in select(). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>

#include "lab.h"

static char text[60000], answer[65507];

static net_socket to_server(const char *host, const char *port)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return NET_INVALID;
    }
    net_socket s =
        socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s == NET_INVALID)
        die("socket");
    if (connect(s, found->ai_addr, found->ai_addrlen) == -1)
        die("connect");
    freeaddrinfo(found);
    return s;
}

/* Is s readable before this time? */
static bool comes(net_socket s, long long end)
{
    long long left = end - net_milliseconds();
    if (left <= 0)
        return false;
    struct timeval time = {.tv_sec = left / 1000,
                           .tv_usec = left % 1000 * 1000};
    fd_set in;
    FD_ZERO(&in);
    FD_SET(s, &in);
    int ready = select(s + 1, &in, NULL, NULL, &time);
    if (ready == -1 && errno == EINTR)
        return comes(s, end);
    if (ready == -1)
        die("select");
    return ready > 0;
}

/* The length of the text of the answer, or -1. */
static ssize_t hear(net_socket s, char *head, size_t headlen, long ms)
{
    char came[16];
    long long end = net_milliseconds() + ms;
    while (comes(s, end)) {
        struct iovec parts[] = {{came, headlen}, {answer, sizeof answer}};
        ssize_t got = readv(s, parts, 2);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1) {
            complain("recv");
            return -1;
        }
        if (got >= (ssize_t)headlen && memcmp(came, head, headlen) == 0)
            return got - (ssize_t)headlen;
    }
    return -1;
}

static ssize_t ask(net_socket s, unsigned id, size_t len, long ms)
{
    char head[16];
    size_t headlen = (size_t)sprintf(head, "%u ", id);
    ssize_t got = -1;
    for (int tries = 3; tries > 0 && got < 0; tries--) {
        struct iovec parts[] = {{head, headlen}, {text, len}};
        ssize_t sent;
        while ((sent = writev(s, parts, 2)) == -1 && errno == EINTR)
            continue;
        if (sent == -1)
            complain("send");
        got = hear(s, head, headlen, ms);
    }
    return got;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    size_t len;
    unsigned id = 0, lost = 0;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_socket s = to_server(host, port);
    if (s == NET_INVALID)
        return 1;
    if (!net_selectable(s, 0)) {
        fprintf(stderr, "select: no place for descriptor %d\n", s);
        return 1;
    }
    while ((len = read_line(text, sizeof text)) > 0) {
        id++;
        ssize_t got = ask(s, id, len - (text[len - 1] == '\n'), ms);
        if (got < 0) {
            fprintf(stderr, "request %u: no answer after 3 tries\n", id);
            lost++;
            continue;
        }
        fwrite(answer, 1, (size_t)got, stdout);
        puts("");
        fflush(stdout);
    }
    net_close(s);
    return lost > 0;
}
