/* client-c89.c - lab 4's client in C89, except for getaddrinfo(3):
 * declarations first, everything in main(), SIGPIPE ignored,
 * read(2) and write(2) on the socket, gotos to one place that cleans up.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char *argv[])
{
    const char *host, *port;
    char line[512], answer[512];
    struct addrinfo hints, *found, *at;
    long ms, got, sent, taken;
    size_t len;
    int error, server, failed;

    ms = 3000;
    failed = 1;
    server = -1;
    found = NULL;
    host_port_from_args(argc, argv, &host, &port, &ms);
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("signal");

    memset(&hints, 0, sizeof(hints));
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV;
    error = getaddrinfo(host, port, &hints, &found);
    if (error) {
        complain_about_name(host, error);
        goto out;
    }
    for (at = found; at != NULL; at = at->ai_next) {
        server = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (server < 0) {
            complain("socket");
            continue;
        }
        if (net_nonblocking(server, 1) < 0) {
            complain("fcntl");
            goto out;
        }
        error = connect(server, at->ai_addr, at->ai_addrlen);
        if (error < 0 && errno == EINPROGRESS)
            error = net_connected(server, ms);
        if (error == 0)
            break;
        complain("connect");
        close(server);
        server = -1;
    }
    if (server < 0)
        goto out;
    if (net_nonblocking(server, 0) < 0 || net_deadline(server, ms) < 0) {
        complain("setsockopt");
        goto out;
    }

    while ((len = read_line(line, sizeof(line))) != 0) {
        for (sent = 0; sent < (long)len; sent += taken) {
            taken = (long)write(server, line + sent, len - (size_t)sent);
            if (taken < 0 && errno == EINTR)
                taken = 0;
            if (taken < 0) {
                complain("send");
                goto out;
            }
        }
    }
    if (shutdown(server, 1) < 0) {
        complain("shutdown");
        goto out;
    }
    for (;;) {
        got = (long)read(server, answer, sizeof(answer));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            complain_or_late("recv");
        if (got <= 0)
            break;
        fwrite(answer, 1, (size_t)got, stdout);
        fflush(stdout);
    }
    failed = got < 0;

out:
    if (server >= 0)
        close(server);
    if (found != NULL)
        freeaddrinfo(found);
    return failed;
}
