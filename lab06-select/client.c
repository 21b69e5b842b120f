/* client.c - chat: what you type goes out, what the others say comes in.
 *
 * Run:   ./client 127.0.0.1 PORT    with the port that ./server printed
 * Read:  select(2), shutdown(2), and handouts/lab06-select.md
 */
#include <errno.h>
#include <stdio.h>

#include "lab.h"

static bool send_typed(net_socket server);
static bool print_heard(net_socket server);

int main(int argc, char **argv)
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    net_init();
    net_socket server = connect_to(host, port, 5000); /* lab 4, in one call */
    if (server == NET_INVALID)
        return 1;
    if (!net_selectable(server, 1)) {
        fprintf(stderr, "select: no place for descriptor %d\n", (int)server);
        return 1;
    }

    bool typing = true, hearing = true;
    while (hearing) {
        net_socket keyboard = net_stdin();
        fd_set in;

        /* Step 6. Two sources, and no telling which speaks next: a client
         * that waits for one of them is deaf to the other. */
        /* SOLUTION 6: todo("step 6: wait for the keyboard and the server", server, keyboard, typing, &in); */
        FD_ZERO(&in);
        FD_SET(server, &in);
        if (typing)
            FD_SET(keyboard, &in);
        int last = (int)(server > keyboard ? server : keyboard);
        if (select(last + 1, &in, NULL, NULL, NULL) == -1) {
            if (net_error() == EINTR)
                continue;
            die("select");
        }
        /* END 6 */

        if (FD_ISSET(server, &in))
            hearing = print_heard(server);
        if (hearing && FD_ISSET(keyboard, &in))
            typing = send_typed(server);
    }
    net_close(server);
    net_cleanup();
    return 0;
}

/* Send what was typed. False at the end of stdin. */
static bool send_typed(net_socket server)
{
    char buf[4096];
    int got = net_stdin_read(buf, sizeof buf);
    if (got == -1 && net_error() == EINTR)
        return true;
    if (got > 0 && send_all(server, buf, (size_t)got) == -1)
        die("send");
    if (got > 0)
        return true;

    /* Step 7. We have said it all, but the others may not have: half-close,
     * and listen on until the server closes. */
    /* SOLUTION 7: todo("step 7: half-close", server); */
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    /* END 7 */

    return false;
}

/* Print what has come. False when the server has closed. */
static bool print_heard(net_socket server)
{
    char buf[4096];
    ssize_t got = recv(server, buf, sizeof buf, 0);
    if (got == -1 && net_error() == EINTR)
        return true;
    if (got == -1)
        die("recv");
    fwrite(buf, 1, (size_t)got, stdout);
    fflush(stdout);
    return got > 0;
}
