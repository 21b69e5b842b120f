/* client-stdio.c - lab 2's client, which writes to the socket through a stdio
 * stream: fdopen(3). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

enum { KNOCKS = 5 };

/* The connection as a stream, or NULL. */
static FILE *caller(const struct sockaddr_in *to, long ms)
{
    int s = socket(AF_INET, SOCK_STREAM, 0), error;
    if (s == -1 || net_nonblocking(s, true) == -1)
        die("socket");
    int done;
    while ((done = connect(s, (const struct sockaddr *)to, sizeof *to)) == -1 &&
           errno == EINTR)
        continue;
    if (done == -1 && (errno == EINPROGRESS || errno == EALREADY))
        done = net_connected(s, ms);
    else if (done == -1 && errno == EISCONN)
        done = 0;
    if (done == -1) {
        error = errno;
        net_close(s);
        errno = error;
        return NULL;
    }
    FILE *wire = net_nonblocking(s, false) == 0 ? fdopen(s, "w") : NULL;
    if (wire == NULL)
        die("fdopen");
    return wire;
}

int main(int argc, char **argv)
{
    FILE *wires[KNOCKS];
    const char *host, *port;
    long ms = 1000;
    int open = 0, status = 0;
    host_port_from_args(argc, argv, &host, &port, &ms);
    signal(SIGPIPE, SIG_IGN);

    struct sockaddr_in to = {.sin_family = AF_INET};
    to.sin_port = htons((uint16_t)atoi(port));
    if (inet_pton(AF_INET, host, &to.sin_addr) <= 0) {
        fprintf(stderr, "inet_pton: '%s' is not an IPv4 address\n", host);
        return EXIT_FAILURE;
    }
    for (open = 0; open < KNOCKS; open++) {
        wires[open] = caller(&to, ms);
        if (wires[open] == NULL) {
            fprintf(stderr, "knock %d: ", open + 1);
            complain("connect");
            status = 1;
            break;
        }
        if (fputs("knock", wires[open]) == EOF || fflush(wires[open]) == EOF)
            die("fflush");
        say("knock %d: connected, 5 bytes sent", open + 1);
    }
    while (open > 0)
        fclose(wires[--open]);
    return status;
}
