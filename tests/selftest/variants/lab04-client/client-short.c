/* client-short.c - lab 4's client with a helper of later labs, connect_to(),
 * for steps 1 and 2, and one buffer of seven bytes for the
 * rest. */
#include <errno.h>
#include <stdio.h>

#include "lab.h"

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    char few[7];
    size_t len;
    ssize_t got;

    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    while ((len = read_line(few, sizeof few)) > 0)
        if (send_all(server, few, len) == -1)
            die("send");
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    while ((got = recv(server, few, sizeof few, 0)) != 0) {
        if (got > 0) {
            fwrite(few, 1, (size_t)got, stdout);
            fflush(stdout);
        } else if (errno != EINTR) {
            complain_or_late("recv");
            break;
        }
    }
    net_close(server);
    net_cleanup();
    return got == 0 ? 0 : 1;
}
