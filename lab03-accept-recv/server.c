/* server.c - serve one client after another, echoing every byte it sends.
 *
 * Run:   ./server 0           0 asks the kernel for any free port
 * Try:   ./client 127.0.0.1 PORT    in a second terminal, with that port
 * Read:  accept(2), recv(2), send(2), and handouts/lab03-accept-recv.md
 */
#include <errno.h>

#include "lab.h"

static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port); /* lab 2, in one call */

    for (;;) {
        struct sockaddr_in peer;

        /* Step 1. accept() hands out the next connection that the kernel has
         * ready, as a new socket. The listener stays as it was. The length
         * goes in and comes out, so it is set afresh for each client. */
        /* SOLUTION 1: net_socket client = todo("step 1: accept a client", listener, &peer); */
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue; /* that client has gone; the next one has not */
        /* END 1 */

        say("client from port %d", ntohs(peer.sin_port));
        echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
}

static void echo(net_socket client)
{
    char buf[4096];

    for (;;) {
        /* Step 2. TCP carries bytes, not messages: this may be half a line,
         * or three. Zero is not an error: the client has said it all. */
        /* SOLUTION 2: ssize_t got = todo("step 2: receive some bytes", client, buf); */
        ssize_t got = recv(client, buf, sizeof buf, 0);
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1)
            complain("recv");
        if (got <= 0)
            return;
        /* END 2 */

        /* Step 3. send() may take less than it is offered: go on until all
         * is taken. MSG_NOSIGNAL: a client that has left is an error of this
         * call, not a signal that ends the server. */
        /* SOLUTION 3: todo("step 3: send all of it back", client, buf, got); */
        for (ssize_t sent = 0; sent < got;) {
            ssize_t taken =
                send(client, buf + sent, (size_t)(got - sent), MSG_NOSIGNAL);
            if (taken == -1 && net_error() != EINTR) {
                complain("send");
                return;
            }
            if (taken > 0)
                sent += taken;
        }
        /* END 3 */
    }
}
