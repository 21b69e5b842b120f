/* server-fork.c - lab 3's echo server with one process for each client.
 *
 * Run:   ./server-fork 0
 * Try:   two clients at once; lab 3's server would let the second one wait
 * Read:  fork(2), waitpid(2), sigaction(2), and handouts/lab03-accept-recv.md
 *
 * POSIX only: Windows has no fork().
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

static void reap_children(void);
static void serve(net_socket listener, net_socket client);
static void echo(net_socket client);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);
    reap_children();

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue; /* EINTR too: a child has ended, no client is lost */

        say("client from port %d", ntohs(peer.sin_port));
        serve(listener, client);

        /* The child has its own copy. The connection ends when the last copy
         * is closed: kept here, this client would never see the end, and one
         * descriptor after another would be lost. */
        if (net_close(client) == -1)
            complain("close");
    }
}

/* SIGCHLD may stand for several children that ended at the same time, so ask
 * until no more are dead. It may come between any call and the look at its
 * errno, which is why errno is put back. */
static void on_child(int signal)
{
    (void)signal;
    int saved = errno;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved;
}

/* A child that has ended keeps its place in the process table until somebody
 * asks for its status. With SA_RESTART accept() goes on after the signal. */
static void reap_children(void)
{
    struct sigaction action = {.sa_handler = on_child, .sa_flags = SA_RESTART};
    if (sigemptyset(&action.sa_mask) == -1 ||
        sigaction(SIGCHLD, &action, NULL) == -1)
        die("sigaction");
}

/* A child that serves this client, while we go back to accept(). */
static void serve(net_socket listener, net_socket client)
{
    pid_t child = fork();
    if (child == -1)
        complain("fork"); /* too many processes: this client is turned away */
    if (child != 0)
        return;

    /* From here on we are the child. With our copy of the listener the port
     * would stay taken after the parent had ended. */
    if (net_close(listener) == -1)
        complain("close");
    echo(client);
    if (net_close(client) == -1)
        complain("close");
    _exit(0); /* not exit(): what stdio holds is the parent's to write */
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
