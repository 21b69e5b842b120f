/* server-getaddrinfo.c - lab 2's server, whose address is made by
 * getaddrinfo(3), from texts, and printed by getnameinfo(3). */
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

/* A socket bound to this port of 127.0.0.1. */
static net_socket bound(const char *port)
{
    struct addrinfo *list,
        hints = {
            .ai_family = AF_INET,
            .ai_socktype = SOCK_STREAM,
            .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV,
        };
    int on = 1, error = getaddrinfo("127.0.0.1", port, &hints, &list);
    if (error != 0) {
        complain_about_name("127.0.0.1", error);
        exit(1);
    }
    net_socket s =
        socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    if (s == NET_INVALID)
        die("socket");
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    if (bind(s, list->ai_addr, list->ai_addrlen) == -1)
        die("bind");
    freeaddrinfo(list);
    return s;
}

int main(int argc, char **argv)
{
    char text[8], host[64], port[16], line[4096];
    snprintf(text, sizeof text, "%u", port_from_args(argc, argv, 65432));
    net_socket listener = bound(text);
    if (listen(listener, 2) == -1)
        die("listen");

    struct sockaddr_storage here;
    socklen_t len = sizeof here;
    if (getsockname(listener, (struct sockaddr *)&here, &len) == -1)
        die("getsockname");
    int error = getnameinfo((struct sockaddr *)&here, len, host, sizeof host,
                            port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (error != 0) {
        complain_about_name("the address of the listener", error);
        return 1;
    }
    say("listening on %s:%s", host, port);
    while (fgets(line, sizeof line, stdin))
        continue;
    net_close(listener);
    return 0;
}
