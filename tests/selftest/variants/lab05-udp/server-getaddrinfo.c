/* server-getaddrinfo.c - lab 5's server for addresses of any family.
 *
 * getaddrinfo() makes the address to bind, getnameinfo() the text of the
 * sender's; each datagram gets a new buffer of a megabyte. Without a name and
 * without AI_PASSIVE the address is loopback. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

enum { HUGE_ENOUGH = 1 << 20 };

static net_socket bind_first(const struct addrinfo *at)
{
    for (; at != NULL; at = at->ai_next) {
        net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (s == NET_INVALID)
            die("socket");
        if (bind(s, at->ai_addr, at->ai_addrlen) == 0)
            return s;
        if (at->ai_next == NULL)
            die("bind");
        net_close(s);
    }
    return NET_INVALID;
}

/* "ADDRESS" and "PORT" of this address. */
static void name(const struct sockaddr_storage *of, socklen_t len, char *host,
                 char *port)
{
    int error = getnameinfo((const struct sockaddr *)of, len, host, 64, port, 8,
                            NI_NUMERICHOST | NI_NUMERICSERV | NI_DGRAM);
    if (error != 0) {
        complain_about_name("getnameinfo", error);
        exit(1);
    }
}

static void serve_one(net_socket s)
{
    struct sockaddr_storage from;
    socklen_t len = sizeof from;
    char host[64], port[8], *bytes = malloc(HUGE_ENOUGH);
    if (bytes == NULL)
        die("malloc");
    ssize_t got;
    while ((got = recvfrom(s, bytes, HUGE_ENOUGH, 0, (struct sockaddr *)&from,
                           &len)) == -1 &&
           errno == EINTR)
        len = sizeof from;
    if (got == -1) {
        complain("recvfrom");
        free(bytes);
        return;
    }
    name(&from, len, host, port);
    say("%ld bytes from port %s", (long)got, port);
    while (sendto(s, bytes, (size_t)got, 0, (struct sockaddr *)&from, len) < 0)
        if (errno != EINTR) {
            complain("sendto");
            break;
        }
    free(bytes);
}

int main(int argc, char **argv)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM},
                    *found;
    struct sockaddr_storage own;
    socklen_t len = sizeof own;
    char host[64], port[8];
    snprintf(port, sizeof port, "%d", port_from_args(argc, argv, 8888));
    int error = getaddrinfo(NULL, port, &hints, &found);
    if (error != 0) {
        complain_about_name("localhost", error);
        return 1;
    }
    net_socket s = bind_first(found);
    freeaddrinfo(found);
    if (getsockname(s, (struct sockaddr *)&own, &len) == -1)
        die("getsockname");
    name(&own, len, host, port);
    say("listening on %s:%s", host, port);
    for (;;)
        serve_one(s);
}
