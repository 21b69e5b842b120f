/* client-poll.c - the chat client of lab 6, waiting with poll().
 *
 * poll() skips a negative descriptor: so stdin is left out after its end. An
 * end or an error is reported without being asked for. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

enum { SERVER, KEYBOARD };

static net_socket server;

static bool hear(void)
{
    char buf[1 << 14];
    ssize_t got = recv(server, buf, sizeof buf, 0);
    if (got == -1 && errno == EINTR)
        return true;
    if (got == -1)
        die("recv");
    fwrite(buf, 1, (size_t)got, stdout);
    fflush(stdout);
    return got != 0;
}

static bool say_typed(void)
{
    char buf[1 << 14];
    ssize_t got = read(STDIN_FILENO, buf, sizeof buf);
    if (got == -1 && errno == EINTR)
        return true;
    if (got > 0) {
        if (send_all(server, buf, (size_t)got) == -1)
            die("send");
        return true;
    }
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    return false;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    server = connect_to(host, port, 5000);
    if (server == NET_INVALID)
        return EXIT_FAILURE;
    struct pollfd both[] = {{.fd = server, .events = POLLIN},
                            {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        if (poll(both, 2, -1) == -1) {
            if (errno == EINTR)
                continue;
            die("poll");
        }
        if (both[SERVER].revents && !hear())
            break;
        if (both[KEYBOARD].revents && !say_typed())
            both[KEYBOARD].fd = -1;
    }
    net_close(server);
    return EXIT_SUCCESS;
}
