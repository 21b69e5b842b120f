/* client-one-byte.c - the chat client of lab 6, a byte at a time.
 *
 * Slow, but right: select() returns again while bytes are left to read. It does
 * not use the helpers net_stdin() and send_all(). */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

/* Returns -1: call again; 0: the end; 1: a byte. */
static int read_byte(int fd, char *byte)
{
    ssize_t got = read(fd, byte, 1);
    return got == -1 && errno != EINTR ? (complain("recv"), -2) : (int)got;
}

static bool send_byte(net_socket s, char byte)
{
    ssize_t sent;
    do
        sent = send(s, &byte, 1, MSG_NOSIGNAL);
    while (sent == 0 || (sent == -1 && errno == EINTR));
    if (sent == -1)
        complain("send");
    return sent == 1;
}

static int chat(net_socket s)
{
    bool typing = true;
    for (;;) {
        fd_set in;
        char byte;
        int got = -1;
        FD_ZERO(&in);
        FD_SET(s, &in);
        if (typing)
            FD_SET(STDIN_FILENO, &in);
        if (select(s + 1, &in, NULL, NULL, NULL) == -1) {
            if (errno == EINTR)
                continue;
            complain("select");
            return 1;
        }
        if (typing && FD_ISSET(STDIN_FILENO, &in))
            got = read_byte(STDIN_FILENO, &byte);
        if (got == 1 && !send_byte(s, byte))
            return 1;
        if (got == 0 || got == -2) {
            typing = false;
            if (shutdown(s, SHUT_WR) == -1) {
                complain("shutdown");
                return 1;
            }
        }
        if (!FD_ISSET(s, &in))
            continue;
        got = read_byte(s, &byte);
        if (got == 0 || got == -2)
            return got == 0 ? 0 : 1;
        if (got == 1 && (putchar(byte) == EOF || fflush(stdout) == EOF))
            return 1;
    }
}

int main(int argc, char **argv)
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    net_socket s = connect_to(host, port, 5000);
    if (s == NET_INVALID || !net_selectable(s, 1))
        return 1;
    int status = chat(s);
    net_close(s);
    return status;
}
