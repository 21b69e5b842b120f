/* server-plain.c - inet_addr() of a constant, fgets() to the end. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lab.h"

#define BACKLOG 2

int main(int argc, char *argv[])
{
    int s, r, on = 1;
    struct sockaddr_in server;
    char buff[100], ip[INET_ADDRSTRLEN];

    memset(&server, 0, sizeof(server));
    server.sin_family = AF_INET;
    server.sin_port = htons(port_from_args(argc, argv, 3388));
    server.sin_addr.s_addr = inet_addr("127.0.0.1");

    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        die("socket");
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == -1)
        die("setsockopt");

    r = bind(s, (struct sockaddr *)&server, sizeof(server));
    if (r == -1) {
        complain("bind");
        close(s);
        exit(1);
    }
    if (listen(s, BACKLOG) == -1)
        die("listen");

    socklen_t len = sizeof(server);
    if (getsockname(s, (struct sockaddr *)&server, &len) == -1)
        die("getsockname");
    say("listening on %s:%d",
        inet_ntop(AF_INET, &server.sin_addr, ip, sizeof(ip)),
        ntohs(server.sin_port));

    while (fgets(buff, sizeof(buff), stdin))
        ;
    close(s);
    return 0;
}
