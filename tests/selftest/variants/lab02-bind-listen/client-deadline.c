/* client-deadline.c - lab 2's client with blocking sockets, whose deadline is
 * an option: SO_SNDTIMEO in socket(7). */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

/* A signal has interrupted connect(), which goes on in the kernel: wait for
 * it. */
static int await(int s, long ms)
{
    struct pollfd one = {.fd = s, .events = POLLOUT};
    int error = ETIMEDOUT, ready;
    socklen_t len = sizeof error;
    do
        ready = poll(&one, 1, (int)ms);
    while (ready == -1 && errno == EINTR);
    if (ready > 0)
        getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &len);
    errno = error;
    return error ? -1 : 0;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 1000;
    host_port_from_args(argc, argv, &host, &port, &ms);

    struct sockaddr_in to;
    memset(&to, 0, sizeof to);
    to.sin_family = AF_INET;
    to.sin_port = htons((uint16_t)strtoul(port, NULL, 10));
    if (!inet_pton(AF_INET, host, &to.sin_addr)) {
        fprintf(stderr, "inet_pton: '%s' is not an IPv4 address\n", host);
        exit(1);
    }
    for (int i = 1; i <= 5; i++) {
        int s = socket(AF_INET, SOCK_STREAM, 0), result;
        if (s == -1 || net_deadline(s, ms) == -1)
            die("socket");
        while ((result = connect(s, (struct sockaddr *)&to, sizeof to)) == -1 &&
               errno == EINTR)
            continue;
        if (result == -1 && errno == EALREADY)
            result = await(s, ms);
        if (result == -1 && errno == EISCONN)
            result = 0;
        if (result == -1) {
            if (errno == EINPROGRESS || errno == EAGAIN)
                errno = ETIMEDOUT;
            fprintf(stderr, "knock %d: connect: %s, %s\n", i,
                    net_error_name(errno), net_error_words(errno));
            exit(1);
        }
        for (size_t at = 0; at < 5;) {
            ssize_t sent = send(s, &"knock"[at], 5 - at, MSG_NOSIGNAL);
            if (sent == -1 && errno != EINTR)
                die("send");
            at += sent > 0 ? (size_t)sent : 0;
        }
        say("knock %d: connected, 5 bytes sent", i);
    }
    return 0;
}
