/* client-duplex.c - lab 4's client in both directions at once: it prints the
 * server's bytes when they come, also while it still sends.
 *
 * The deadline runs while the server must act: receive a line, or answer after
 * the half-close. A user who types slowly has no
 * deadline. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

static char line[65536], answer[65536];

static int talk(net_socket server, long ms);

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_nonblocking(server, true) == -1)
        die("fcntl");
    int status = talk(server, ms);
    net_close(server);
    net_cleanup();
    return status;
}

static bool not_now(void)
{
    return errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK;
}

/* Print what has come. 1: there may be more; 0: the end; -1: an error. */
static int hear(net_socket server)
{
    ssize_t got = recv(server, answer, sizeof answer, 0);
    if (got == -1 && not_now())
        return 1;
    if (got == -1)
        complain("recv");
    if (got <= 0)
        return (int)got;
    fwrite(answer, 1, (size_t)got, stdout);
    fflush(stdout);
    return 1;
}

static int talk(net_socket server, long ms)
{
    size_t from = 0, to = 0;          /* the part of line not sent yet */
    bool typing = true;               /* stdin has not ended */
    bool said = false, heard = false; /* both directions have ended */

    while (!said || !heard) {
        bool sending = from < to;
        struct pollfd two[] = {
            {.fd = typing && !sending ? STDIN_FILENO : -1, .events = POLLIN},
            {.fd = heard && !sending ? -1 : server,
             .events = (short)((heard ? 0 : POLLIN) | (sending ? POLLOUT : 0))},
        };
        int ready = poll(two, 2, sending || said ? (int)ms : -1);
        if (ready == -1 && errno != EINTR)
            die("poll");
        if (ready == 0) {
            errno = ETIMEDOUT;
            complain(sending ? "send" : "recv");
            return 1;
        }
        if (ready == -1)
            continue;
        if (two[0].revents) {
            ssize_t got = read(STDIN_FILENO, line, sizeof line);
            if (got == -1 && errno != EINTR)
                die("read");
            typing = got != 0;
            from = 0;
            to = got > 0 ? (size_t)got : 0;
        }
        if (from < to) {
            ssize_t taken = send(server, line + from, to - from, MSG_NOSIGNAL);
            if (taken == -1 && !not_now())
                die("send");
            from += taken > 0 ? (size_t)taken : 0;
        }
        if (!typing && from == to && !said) {
            if (shutdown(server, SHUT_WR) == -1)
                die("shutdown");
            said = true;
        }
        if (!heard && two[1].revents & (POLLIN | POLLHUP | POLLERR)) {
            int more = hear(server);
            if (more == -1)
                return 1;
            heard = more == 0;
        }
    }
    return 0;
}
