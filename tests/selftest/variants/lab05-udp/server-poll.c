/* server-poll.c - lab 5's server, which blocks only in poll().
 *
 * Its socket is non-blocking; once it is readable, all datagrams in the queue
 * are answered. If the send buffer is full, the server waits for room. */
#include <errno.h>
#include <poll.h>

#include "lab.h"

static net_socket bound(uint16_t port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t len = sizeof addr;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    net_socket s = socket(AF_INET, SOCK_DGRAM, 0);
    if (s == NET_INVALID || net_nonblocking(s, true) == -1)
        die("socket");
    if (bind(s, (struct sockaddr *)&addr, len) == -1)
        die("bind");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    say("listening on 127.0.0.1:%d", ntohs(addr.sin_port));
    return s;
}

static void wait_for(net_socket s, short what)
{
    struct pollfd one = {.fd = s, .events = what};
    while (poll(&one, 1, -1) == -1 && net_error() == EINTR)
        continue;
}

static void answer(net_socket s, const char *bytes, size_t len,
                   const struct sockaddr_storage *to, socklen_t to_len)
{
    for (;;) {
        if (sendto(s, bytes, len, 0, (const struct sockaddr *)to, to_len) >= 0)
            return;
        if (net_would_block(net_error()))
            wait_for(s, POLLOUT);
        else if (net_error() != EINTR) {
            complain("sendto");
            return;
        }
    }
}

/* Answer one datagram; false if there is none. */
static bool serve(net_socket s)
{
    static char bytes[1 << 16];
    struct sockaddr_storage from;
    socklen_t len = sizeof from;
    ssize_t got =
        recvfrom(s, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &len);
    if (got == -1 && net_would_block(net_error()))
        return false;
    if (got == -1) {
        if (net_error() != EINTR)
            complain("recvfrom");
        return true;
    }
    say("%zd bytes from port %d", got,
        ntohs(((struct sockaddr_in *)&from)->sin_port));
    answer(s, bytes, (size_t)got, &from, len);
    return true;
}

int main(int argc, char **argv)
{
    net_socket s = bound(port_from_args(argc, argv, 8888));
    for (;;) {
        wait_for(s, POLLIN);
        while (serve(s))
            continue;
    }
}
