/* server-ipv6.c - lab 5's server on ::1, the loopback address of IPv6. */
#include <errno.h>

#include "lab.h"

enum { DATAGRAM_MAX = 65527 }; /* 65535 without the UDP header */

int main(int argc, char **argv)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6,
                                .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    socklen_t len = sizeof addr;
    char text[INET6_ADDRSTRLEN];
    addr.sin6_port = htons(port_from_args(argc, argv, 8888));
    net_socket s = socket(AF_INET6, SOCK_DGRAM, 0);
    if (s == NET_INVALID)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, len) == -1)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    if (inet_ntop(AF_INET6, &addr.sin6_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on [%s]:%d", text, ntohs(addr.sin6_port));
    for (;;) {
        static char buf[DATAGRAM_MAX];
        struct sockaddr_in6 from;
        socklen_t fromlen = sizeof from;
        ssize_t got =
            recvfrom(s, buf, sizeof buf, 0, (struct sockaddr *)&from, &fromlen);
        if (got == -1) {
            if (net_error() != EINTR)
                complain("recvfrom");
            continue;
        }
        say("%d bytes from port %d", (int)got, ntohs(from.sin6_port));
        while (sendto(s, buf, (size_t)got, 0, (struct sockaddr *)&from,
                      fromlen) == -1)
            if (net_error() != EINTR) {
                complain("sendto");
                break;
            }
    }
}
