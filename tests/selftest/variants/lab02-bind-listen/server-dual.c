/* server-dual.c - lab 2's server for both families: one IPv6 listener on the
 * wildcard, which IPv4 clients reach as well, under ::ffff:127.0.0.1. */
#include <stdio.h>

#include "lab.h"

int main(int argc, char **argv)
{
    struct sockaddr_in6 addr = {
        .sin6_family = AF_INET6,
        .sin6_port = htons(port_from_args(argc, argv, 65432)),
        .sin6_addr = IN6ADDR_ANY_INIT,
    };
    int on = 1, off = 0;
    net_init();
    net_socket listener = socket(AF_INET6, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");
    if (setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, (void *)&off,
                   sizeof off) == -1 ||
        setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) == -1)
        die("bind");
    if (listen(listener, 2) == -1)
        die("listen");

    char text[INET6_ADDRSTRLEN], line[80];
    socklen_t len = sizeof addr;
    if (getsockname(listener, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    if (inet_ntop(AF_INET6, &addr.sin6_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on [%s]:%d", text, ntohs(addr.sin6_port));
    while (read_line(line, sizeof line) > 0)
        continue;
    net_close(listener);
    net_cleanup();
    return 0;
}
