/* server-prefork.c - two processes, forked at the start, that both accept.
 *
 * Each is lab 3's server; they share the listener, and the kernel gives each
 * connection to one of them. The parent waits until one ends: its error is one
 * that the others have, too. POSIX
 * only. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

enum { WORKERS = 2 }; /* with more, two could print in either order */

static _Noreturn void work(net_socket listener);
static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);
    pid_t workers[WORKERS];

    for (int i = 0; i < WORKERS; i++) {
        workers[i] = fork();
        if (workers[i] == -1)
            die("fork");
        if (workers[i] == 0)
            work(listener);
    }
    while (wait(NULL) == -1 && errno == EINTR)
        ;
    for (int i = 0; i < WORKERS; i++)
        kill(workers[i], SIGTERM);
    while (wait(NULL) != -1 || errno == EINTR)
        ;
    net_close(listener);
    return 1;
}

static _Noreturn void work(net_socket listener)
{
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
        echo(client);
        if (net_close(client) == -1)
            complain("close");
    }
}

static void echo(net_socket client)
{
    char buf[4096];

    for (;;) {
        ssize_t got = recv(client, buf, sizeof buf, 0);
        if (got == -1 && net_error() == EINTR)
            continue;
        if (got == -1)
            complain("recv");
        if (got <= 0)
            return;
        if (send_all(client, buf, (size_t)got) == -1) {
            complain("send");
            return;
        }
    }
}
