/* server-c89.c - lab 2's server in C89: memset(3), casts to char *, and all
 * declarations at the start of a block. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define BACKLOG 2

static void fatal(const char *call)
{
    complain(call);
    exit(1);
}

int main(int argc, char **argv)
{
    int listener, on, c;
    socklen_t length, size;
    unsigned short port;
    struct sockaddr_in server;
    unsigned char *dots;

    port = port_from_args(argc, argv, 65432);

    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0)
        fatal("socket");

    on = 1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, (char *)&on,
                   sizeof(on)) < 0)
        fatal("setsockopt");

    memset((char *)&server, 0, sizeof(server));
    server.sin_family = AF_INET;
    server.sin_addr.s_addr = htonl(0x7f000001L);
    server.sin_port = htons(port);
    length = sizeof(server);
    if (bind(listener, (struct sockaddr *)&server, length) < 0)
        fatal("bind");
    if (listen(listener, BACKLOG) < 0)
        fatal("listen");

    size = sizeof(server);
    if (getsockname(listener, (struct sockaddr *)&server, &size) < 0)
        fatal("getsockname");
    dots = (unsigned char *)&server.sin_addr;
    printf("listening on %d.%d.%d.%d:%d\n", dots[0], dots[1], dots[2], dots[3],
           ntohs(server.sin_port));
    fflush(stdout);

    while ((c = getchar()) != EOF)
        ;
    net_close(listener);
    exit(0);
}
