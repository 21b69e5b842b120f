/* connect_to.c - lab 4, steps 1 and 2, in one call: see lab.h. */
#include "lab.h"

/* A socket for this one address, connected within ms; or NET_INVALID. */
static net_socket connect_one(const struct addrinfo *at, long ms)
{
    net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
    if (s == NET_INVALID) {
        complain("socket");
        return NET_INVALID;
    }
    if (net_nonblocking(s, true) == -1)
        die("fcntl");
    if (connect(s, at->ai_addr, at->ai_addrlen) == 0 ||
        (net_would_block(net_error()) && net_connected(s, ms) == 0)) {
        if (net_nonblocking(s, false) == -1)
            die("fcntl");
        return s;
    }
    complain("connect");
    net_close(s);
    return NET_INVALID;
}

net_socket connect_to(const char *host, const char *port, long ms)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return NET_INVALID;
    }
    net_socket s = NET_INVALID;
    for (struct addrinfo *at = found; at && s == NET_INVALID; at = at->ai_next)
        s = connect_one(at, ms);
    freeaddrinfo(found);
    return s;
}
