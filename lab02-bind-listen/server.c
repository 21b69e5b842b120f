/* server.c - take an address, listen there, and never accept anybody.
 *
 * Run:   ./server 0            0 asks the kernel for any free port
 * Try:   ./client 127.0.0.1 PORT    in a second terminal, with that port
 * Read:  bind(2), listen(2), ip(7), and handouts/lab02-bind-listen.md
 */
#include "lab.h"

enum { BACKLOG = 2 };

static void announce(const struct sockaddr_in *addr);
static void close_at_the_end(net_socket listener);

int main(int argc, char **argv)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    uint16_t port = port_from_args(argc, argv, 65432);
    net_init();

    /* Step 1. The same call as in a client: the difference comes below. */
    /* SOLUTION 1: net_socket listener = todo("step 1: make a stream socket"); */
    net_socket listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == NET_INVALID)
        die("socket");
    /* END 1 */

    /* Step 2. bind() gives the socket its own, local name. Port and address
     * travel with the high byte first, whatever the processor does: htons.
     * Connections of the server that ran here before may still be winding
     * down (TIME_WAIT): without the option they keep us out for a minute. */
    /* SOLUTION 2: todo("step 2: bind to 127.0.0.1 and port", listener, port, &addr); */
    int on = 1;
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, (void *)&on,
                   sizeof on) == -1)
        die("setsockopt");
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) == -1)
        die("bind");
    /* END 2 */

    /* Step 3. From here on the kernel completes handshakes by itself and
     * queues the connections: BACKLOG of them, and on Linux one more. */
    /* SOLUTION 3: todo("step 3: listen", listener, BACKLOG); */
    if (listen(listener, BACKLOG) == -1)
        die("listen");
    /* END 3 */

    /* Step 4. Say where we really are, not where we meant to be: with port 0
     * only the kernel knows. The length goes in and comes out. */
    /* SOLUTION 4: todo("step 4: ask for the address", listener, &addr); */
    socklen_t addrlen = sizeof addr;
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1)
        die("getsockname");
    /* END 4 */

    announce(&addr);
    close_at_the_end(listener); /* accept() is lab 3 */
    return 0;
}

static void announce(const struct sockaddr_in *addr)
{
    char text[INET_ADDRSTRLEN];
    if (inet_ntop(AF_INET, &addr->sin_addr, text, sizeof text) == NULL)
        die("inet_ntop");
    say("listening on %s:%d", text, ntohs(addr->sin_port));
}

/* The end is that of stdin: Ctrl-D. */
static void close_at_the_end(net_socket listener)
{
    char line[80];
    while (read_line(line, sizeof line) > 0)
        continue;
    net_close(listener);
    net_cleanup();
}
