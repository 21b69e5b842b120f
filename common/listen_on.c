/* listen_on.c - lab 2 in one call: see lab.h. */
#include "lab.h"

net_socket listen_on(uint16_t port)
{
    net_socket listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");
    int on = 1;
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t addrlen = sizeof addr;
    if (bind(listener, (struct sockaddr *)&addr, addrlen) == -1)
        die("bind");
    if (listen(listener, SOMAXCONN) == -1)
        die("listen");
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    char text[INET_ADDRSTRLEN];
    if (inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on %s:%d", text, ntohs(addr.sin_port));
    return listener;
}
