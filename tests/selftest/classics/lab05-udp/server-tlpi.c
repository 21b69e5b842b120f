/* server-tlpi.c - the design of id_echo_sv in Kerrisk: sockaddr_storage, and
 * sendto() of what came. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

#define BUF_SIZE 65535

int main(int argc, char **argv)
{
    static char buf[BUF_SIZE];
    struct sockaddr_storage claddr;
    struct sockaddr_in me;
    char addrStr[INET_ADDRSTRLEN];
    socklen_t len = sizeof(me);

    memset(&me, 0, sizeof(me));
    me.sin_family = AF_INET;
    me.sin_port = htons(port_from_args(argc, argv, 8888));
    me.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int sfd = socket(AF_INET, SOCK_DGRAM, 0);
    if (sfd == -1)
        die("socket");
    if (bind(sfd, (struct sockaddr *)&me, sizeof(me)) == -1)
        die("bind");
    if (getsockname(sfd, (struct sockaddr *)&me, &len) == -1)
        die("getsockname");
    say("listening on %s:%d",
        inet_ntop(AF_INET, &me.sin_addr, addrStr, sizeof(addrStr)),
        ntohs(me.sin_port));

    for (;;) {
        len = sizeof(struct sockaddr_storage);
        ssize_t numRead =
            recvfrom(sfd, buf, BUF_SIZE, 0, (struct sockaddr *)&claddr, &len);
        if (numRead == -1) {
            if (errno != EINTR)
                complain("recvfrom");
            continue;
        }
        say("%zd bytes from port %d", numRead,
            ntohs(((struct sockaddr_in *)&claddr)->sin_port));
        while (sendto(sfd, buf, (size_t)numRead, 0, (struct sockaddr *)&claddr,
                      len) != numRead) {
            if (errno == EINTR)
                continue;
            complain("sendto");
            break;
        }
    }
}
