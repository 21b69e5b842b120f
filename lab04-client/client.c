/* client.c - send all of stdin to a server, then print all that it answers.
 *
 * Run:   ./client localhost PORT <client.c    with the port ./server printed
 * Read:  getaddrinfo(3), connect(2), shutdown(2), and handouts/lab04-client.md
 */
#include <errno.h>
#include <stdio.h>

#include "lab.h"

static net_socket connect_first(const struct addrinfo *found, long ms);
static int send_stdin(net_socket server);
static int print_answer(net_socket server);

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000; /* for each address, and for each wait for the server */
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found = NULL;

    /* Step 1. A name may have many addresses, of both families. This call
     * does not use errno: what went wrong is what it returns. */
    /* SOLUTION 1: todo("step 1: look up the addresses", host, port, &hints, &found); */
    int error = getaddrinfo(host, port, &hints, &found);
    if (error != 0) {
        complain_about_name(host, error);
        return 1;
    }
    /* END 1 */

    net_socket server = connect_first(found, ms);
    freeaddrinfo(found);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    if (send_stdin(server) == -1)
        die("send");

    /* Step 4. Half-close: we have said it all, and still listen. close()
     * would end both directions, and the answer would find nobody. */
    /* SOLUTION 4: todo("step 4: say that this was all", server); */
    if (shutdown(server, SHUT_WR) == -1)
        die("shutdown");
    /* END 4 */

    int failed = print_answer(server);
    net_close(server);
    net_cleanup();
    return failed ? 1 : 0;
}

static net_socket connect_first(const struct addrinfo *found, long ms)
{
    for (const struct addrinfo *at = found; at; at = at->ai_next) {
        net_socket s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (s == NET_INVALID) {
            complain("socket"); /* this system may lack a family */
            continue;
        }
        if (net_nonblocking(s, true) == -1)
            die("fcntl");

        /* Step 2. connect() on a waiting socket could take minutes, so ours
         * does not wait: net_connected() does, for ms. If this address fails,
         * its socket is spoilt; the next address gets a new one. */
        /* SOLUTION 2: int status = todo("step 2: connect within ms", s, at, ms); */
        int status = connect(s, at->ai_addr, at->ai_addrlen);
        if (status == -1 && net_would_block(net_error()))
            status = net_connected(s, ms);
        /* END 2 */

        if (status == 0) {
            if (net_nonblocking(s, false) == -1)
                die("fcntl");
            return s;
        }
        complain("connect");
        net_close(s);
    }
    return NET_INVALID;
}

static int send_stdin(net_socket server)
{
    char buf[4096];
    size_t len;

    /* Step 3. Send all of stdin. An empty line is a line; only the end of
     * input is the end. send_all() is lab 3's loop around send(). */
    /* SOLUTION 3: len = (size_t)todo("step 3: send all of stdin", server, buf, &len); */
    while ((len = read_line(buf, sizeof buf)) > 0)
        if (send_all(server, buf, len) == -1)
            return -1;
    /* END 3 */

    return 0;
}

static int print_answer(net_socket server)
{
    char buf[4096];

    for (;;) {
        /* Step 5. Read to the end, not to the first piece. Silence is a third
         * outcome beside bytes and the end: the deadline makes it an error. */
        /* SOLUTION 5: ssize_t got = todo("step 5: receive a piece of the answer", server, buf); */
        ssize_t got = recv(server, buf, sizeof buf, 0);
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1)
            complain_or_late("recv");
        /* END 5 */

        if (got <= 0)
            return (int)got;
        fwrite(buf, 1, (size_t)got, stdout);
        fflush(stdout);
    }
}
