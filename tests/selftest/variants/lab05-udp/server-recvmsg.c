/* server-recvmsg.c - lab 5's server with recvmsg() and sendmsg().
 *
 * Each datagram is received into two buffers, and sent from them. recvmsg()
 * sets MSG_TRUNC if a datagram was cut, so a larger one is noticed. */
#include <errno.h>
#include <string.h>

#include "lab.h"

enum { FIRST = 100, REST = 65507 - FIRST };

static net_socket bind_to(uint16_t port)
{
    struct sockaddr_in addr;
    socklen_t addrlen = sizeof addr;
    char text[INET_ADDRSTRLEN];
    net_socket s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    if (s == NET_INVALID)
        die("socket");
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &addrlen) != 0)
        die("getsockname");
    inet_ntop(AF_INET, &addr.sin_addr, text, sizeof text);
    say("listening on %s:%u", text, (unsigned)ntohs(addr.sin_port));
    return s;
}

/* Set the lengths of the parts for this many bytes. */
static void share_out(struct iovec part[2], size_t len)
{
    part[0].iov_len = len < FIRST ? len : FIRST;
    part[1].iov_len = len - part[0].iov_len;
}

int main(int argc, char **argv)
{
    static char first[FIRST], rest[REST];
    net_socket s = bind_to(port_from_args(argc, argv, 8888));
    for (;;) {
        struct sockaddr_in from;
        struct iovec part[2] = {{first, FIRST}, {rest, REST}};
        struct msghdr message = {.msg_name = &from,
                                 .msg_namelen = sizeof from,
                                 .msg_iov = part,
                                 .msg_iovlen = 2};
        ssize_t got = recvmsg(s, &message, 0);
        if (got < 0) {
            if (errno != EINTR)
                complain("recvmsg");
            continue;
        }
        if (message.msg_flags & MSG_TRUNC)
            continue; /* the datagram was cut: no answer */
        say("%d bytes from port %d", (int)got, ntohs(from.sin_port));
        share_out(part, (size_t)got);
        while (sendmsg(s, &message, 0) < 0)
            if (errno != EINTR) {
                complain("sendto");
                break;
            }
    }
}
