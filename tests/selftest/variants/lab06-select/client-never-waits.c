/* client-never-waits.c - the chat client of lab 6, which blocks only in
 * pselect().
 *
 * Its socket is non-blocking: typed lines stay in a queue until there is room,
 * and while the queue is full stdin is not read. The half-close comes once the
 * queue is empty. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "lab.h"

static char queue[8192];
static size_t queued;
static bool typing = true, half_closed;

static void type(void)
{
    ssize_t got = read(STDIN_FILENO, queue + queued, sizeof queue - queued);
    if (got > 0)
        queued += (size_t)got;
    else if (got == 0 || errno != EINTR)
        typing = false;
}

static void flush_queue(net_socket s)
{
    struct iovec part = {queue, queued};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t sent = sendmsg(s, &message, MSG_NOSIGNAL);
    if (sent == -1 && errno != EINTR && !net_would_block(errno))
        die("send");
    if (sent > 0) {
        queued -= (size_t)sent;
        memmove(queue, queue + sent, queued);
    }
}

/* Print what the server sends; false at the end. */
static bool hear(net_socket s)
{
    char one[512], two[4096];
    struct iovec parts[] = {{one, sizeof one}, {two, sizeof two}};
    ssize_t got = readv(s, parts, 2);
    if (got == -1 && (errno == EINTR || net_would_block(errno)))
        return true;
    if (got == -1)
        die("recv");
    size_t first = (size_t)got < sizeof one ? (size_t)got : sizeof one;
    fwrite(one, 1, first, stdout);
    fwrite(two, 1, (size_t)got - first, stdout);
    fflush(stdout);
    return got > 0;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    net_socket s = connect_to(host, port, 5000);
    if (s == NET_INVALID)
        return 1;
    if (!net_selectable(s, 1) || net_nonblocking(s, true) == -1)
        die("fcntl");
    for (;;) {
        fd_set in, out;
        FD_ZERO(&in);
        FD_ZERO(&out);
        FD_SET(s, &in);
        if (typing && queued < sizeof queue)
            FD_SET(STDIN_FILENO, &in);
        if (queued > 0)
            FD_SET(s, &out);
        if (pselect(s + 1, &in, &out, NULL, NULL, NULL) == -1) {
            if (errno == EINTR)
                continue;
            die("select");
        }
        if (FD_ISSET(STDIN_FILENO, &in))
            type();
        if (queued > 0)
            flush_queue(s);
        if (!typing && queued == 0 && !half_closed) {
            half_closed = true;
            if (shutdown(s, SHUT_WR) == -1)
                die("shutdown");
        }
        if (FD_ISSET(s, &in) && !hear(s))
            break;
    }
    net_close(s);
    net_cleanup();
    return 0;
}
