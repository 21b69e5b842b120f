/* client-vectors.c - lab 4's client with sendmsg(2) and recvmsg(2).
 *
 * A line is sent from two pieces, an answer received into three: a call may
 * stop at any byte of
 * them. */
#include <errno.h>
#include <stdio.h>
#include <sys/uio.h>

#include "lab.h"

/* Take `done` bytes from the front of a message's pieces. */
static void advance(struct msghdr *m, size_t done)
{
    while (m->msg_iovlen > 0 && done >= m->msg_iov->iov_len) {
        done -= m->msg_iov->iov_len;
        m->msg_iov++;
        m->msg_iovlen--;
    }
    if (m->msg_iovlen > 0) {
        m->msg_iov->iov_base = (char *)m->msg_iov->iov_base + done;
        m->msg_iov->iov_len -= done;
    }
}

static void say_all(net_socket server)
{
    char line[4096];
    size_t len;
    while ((len = read_line(line, sizeof line)) > 0) {
        struct iovec two[] = {{line, len / 2}, {line + len / 2, len - len / 2}};
        struct msghdr m = {.msg_iov = two, .msg_iovlen = 2};
        advance(&m, 0); /* drop pieces of no bytes */
        while (m.msg_iovlen > 0) {
            ssize_t taken = sendmsg(server, &m, MSG_NOSIGNAL);
            if (taken == -1 && errno != EINTR)
                die("send");
            if (taken > 0)
                advance(&m, (size_t)taken);
        }
    }
}

static bool hear_all(net_socket server)
{
    char a[1], b[700], c[64000];
    for (;;) {
        struct iovec three[] = {{a, sizeof a}, {b, sizeof b}, {c, sizeof c}};
        struct msghdr m = {.msg_iov = three, .msg_iovlen = 3};
        ssize_t got = recvmsg(server, &m, 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            complain_or_late("recv");
        if (got <= 0)
            return got == 0;
        for (int i = 0; i < 3 && got > 0; i++) {
            size_t len =
                (size_t)got < three[i].iov_len ? (size_t)got : three[i].iov_len;
            fwrite(three[i].iov_base, 1, len, stdout);
            got -= (ssize_t)len;
        }
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    say_all(server);
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    bool good = hear_all(server);
    net_close(server);
    net_cleanup();
    return good ? 0 : 1;
}
