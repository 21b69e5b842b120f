/* server-threads.c - lab 3's echo server with one thread for each client.
 *
 * A thread gets its descriptor by value: the next accept() overwrites the
 * variable in main(). POSIX
 * only. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>

#include "lab.h"

static void *serve(void *arg);
static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);
    pthread_attr_t detached;
    if (pthread_attr_init(&detached) != 0 ||
        pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED) != 0)
        die("pthread_attr_init");

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;

        say("client from port %d", ntohs(peer.sin_port));
        pthread_t thread;
        errno =
            pthread_create(&thread, &detached, serve, (void *)(intptr_t)client);
        if (errno != 0) { /* too many threads: this client is turned away */
            complain("pthread_create");
            net_close(client);
        }
    }
}

static void *serve(void *arg)
{
    net_socket client = (net_socket)(intptr_t)arg;
    echo(client);
    if (net_close(client) == -1)
        complain("close");
    return NULL;
}

static void echo(net_socket client)
{
    char buf[4096];
    ssize_t got;

    while ((got = recv(client, buf, sizeof buf, 0)) != 0) {
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1) {
            complain("recv");
            return;
        }
        if (send_all(client, buf, (size_t)got) == -1) {
            complain("send");
            return;
        }
    }
}
