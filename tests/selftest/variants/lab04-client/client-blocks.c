/* client-blocks.c - lab 4's client without lines: read(2) returns the bytes
 * that are there, one line or several, and it sends them
 * together. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

static char block[65536];

/* Send all bytes, however few each send() takes. */
static int put(net_socket server, size_t len)
{
    for (size_t sent = 0; sent < len;) {
        ssize_t taken = send(server, block + sent, len - sent, MSG_NOSIGNAL);
        if (taken == -1 && errno != EINTR)
            return -1;
        sent += taken > 0 ? (size_t)taken : 0;
    }
    return 0;
}

static void put_stdin(net_socket server)
{
    ssize_t got;
    while ((got = read(STDIN_FILENO, block, sizeof block)) != 0) {
        if (got == -1 && errno != EINTR)
            die("read");
        if (got > 0 && put(server, (size_t)got) == -1)
            die("send");
    }
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
}

/* Print the answer. Returns the exit status: 0 at its end, 1 on an error. */
static int print_answer(net_socket server)
{
    ssize_t got;
    while ((got = recv(server, block, sizeof block, 0)) != 0) {
        if (got == -1 && errno != EINTR) {
            complain_or_late("recv");
            return 1;
        }
        if (got > 0)
            fwrite(block, 1, (size_t)got, stdout);
        fflush(stdout);
    }
    return 0;
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
    put_stdin(server);
    int failed = print_answer(server);
    net_close(server);
    net_cleanup();
    return failed;
}
