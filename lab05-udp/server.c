/* server.c - send every datagram back to where it came from.
 *
 * Run:   ./server 0            0 asks the kernel for any free port
 * Try:   ./client 127.0.0.1 PORT    in a second terminal, with that port
 * Read:  udp(7), recvfrom(2), sendto(2), and handouts/lab05-udp.md
 */
#include <errno.h>

#include "lab.h"

enum { DATAGRAM_MAX = 65507 }; /* 65535 less the headers of IPv4 and UDP */

static net_socket bind_to(uint16_t port)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htons(port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t addrlen = sizeof addr;

    /* Step 1. No listen() and no accept(): one socket with an address serves
     * everybody. (No SO_REUSEADDR either: UDP has no TIME_WAIT.) */
    /* SOLUTION 1: net_socket s = todo("step 1: make a datagram socket and bind it", &addr, addrlen); */
    net_socket s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == NET_INVALID)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, addrlen) == -1)
        die("bind");
    /* END 1 */

    if (getsockname(s, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    char text[INET_ADDRSTRLEN];
    if (inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on %s:%d", text, ntohs(addr.sin_port));
    return s;
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 8888);
    net_init();
    net_socket s = bind_to(port);

    for (;;) {
        static char buf[DATAGRAM_MAX];
        struct sockaddr_in from;
        socklen_t fromlen;

        /* Step 2. One recvfrom() is one datagram, whole. What does not fit is
         * cut off without an error, so buf holds the longest there is. */
        /* SOLUTION 2: ssize_t got = todo("step 2: receive a datagram and its sender", s, buf, &from, &fromlen); */
        fromlen = sizeof from;
        ssize_t got =
            recvfrom(s, buf, sizeof buf, 0, (struct sockaddr *)&from, &fromlen);
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1) {
            complain("recvfrom");
            continue;
        }
        /* END 2 */

        say("%d bytes from port %d", (int)got, ntohs(from.sin_port));

        /* Step 3. An empty datagram is a message too: zero does not mean the
         * end here, there is no connection that could end. */
        /* SOLUTION 3: todo("step 3: send it back", s, buf, got, &from, fromlen); */
        ssize_t sent;
        do
            sent = sendto(s, buf, (size_t)got, 0, (struct sockaddr *)&from,
                          fromlen);
        while (sent == -1 && net_error() == EINTR);
        if (sent == -1)
            complain("sendto");
        /* END 3 */
    }
}
