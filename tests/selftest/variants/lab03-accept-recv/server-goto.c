/* server-goto.c - lab 3's echo server with its own listener, from
 * getaddrinfo(3) with AI_PASSIVE, a buffer of a megabyte from malloc(3) for
 * each client, and one place in each function that cleans
 * up. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

enum { BUFFER = 1 << 20 };

static net_socket listen_at(uint16_t port);
static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_at(port);
    if (listener == NET_INVALID)
        return EXIT_FAILURE;

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID) {
            if (net_transient(net_error()))
                continue;
            complain("accept");
            break;
        }
        say("client from port %d", ntohs(peer.sin_port));
        echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
    net_close(listener);
    return EXIT_FAILURE;
}

static net_socket listen_at(uint16_t port)
{
    struct addrinfo hints = {.ai_family = AF_INET,
                             .ai_socktype = SOCK_STREAM,
                             .ai_flags =
                                 AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV},
                    *found = NULL;
    struct sockaddr_in addr;
    socklen_t addrlen = sizeof addr;
    char service[8];
    const char *failed = NULL;
    net_socket listener = NET_INVALID;
    int on = 1;

    snprintf(service, sizeof service, "%d", port);
    int error = getaddrinfo("127.0.0.1", service, &hints, &found);
    if (error != 0) {
        complain_about_name("127.0.0.1", error);
        return NET_INVALID;
    }
    listener = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (listener == NET_INVALID) {
        failed = "socket";
        goto out;
    }
    if (setsockopt(listener, SOL_SOCKET, NET_REUSEADDR, &on, sizeof on) == -1) {
        failed = "setsockopt";
        goto out;
    }
    if (bind(listener, found->ai_addr, found->ai_addrlen) == -1) {
        failed = "bind";
        goto out;
    }
    if (listen(listener, 128) == -1) {
        failed = "listen";
        goto out;
    }
    if (getsockname(listener, (struct sockaddr *)&addr, &addrlen) == -1) {
        failed = "getsockname";
        goto out;
    }
    say("listening on 127.0.0.1:%d", ntohs(addr.sin_port));
out:
    if (failed) {
        complain(failed);
        if (listener != NET_INVALID)
            net_close(listener);
        listener = NET_INVALID;
    }
    freeaddrinfo(found);
    return listener;
}

static void echo(net_socket client)
{
    ssize_t got;
    char *buf = malloc(BUFFER);
    if (buf == NULL) {
        complain("malloc");
        return;
    }
again:
    got = recv(client, buf, BUFFER, 0);
    if (got == -1 && net_error() == EINTR)
        goto again;
    if (got == -1)
        complain("recv");
    if (got <= 0)
        goto out;
    if (send_all(client, buf, (size_t)got) == 0)
        goto again;
    complain("send");
out:
    free(buf);
}
