/* client-fork.c - the chat client of lab 6 in two processes.
 *
 * The child sends stdin and half-closes at its end; the parent prints what the
 * server sends. When the server has closed, the parent ends the child, and
 * waits for it. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

static void type(net_socket s)
{
    char buf[4096];
    ssize_t got;
    while ((got = read(STDIN_FILENO, buf, sizeof buf)) != 0) {
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            break;
        if (send_all(s, buf, (size_t)got) == -1) {
            complain("send");
            _exit(1);
        }
    }
    if (shutdown(s, SHUT_WR) == -1 && errno != ENOTCONN) {
        complain("shutdown");
        _exit(1);
    }
    _exit(0);
}

static int hear(net_socket s)
{
    char buf[4096];
    ssize_t got;
    while ((got = recv(s, buf, sizeof buf, 0)) != 0) {
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1) {
            complain("recv");
            return 1;
        }
        fwrite(buf, 1, (size_t)got, stdout);
        fflush(stdout);
    }
    return 0;
}

static volatile sig_atomic_t reaped;

/* The child may end long before the parent; it must not stay a zombie. */
static void reap(int signal)
{
    int saved = errno;
    (void)signal;
    if (waitpid(-1, NULL, WNOHANG) > 0)
        reaped = 1;
    errno = saved;
}

/* While SIGCHLD is blocked the child is not reaped, so no other process can get
 * its pid before kill(). */
static void end_child(pid_t child)
{
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGCHLD);
    sigprocmask(SIG_BLOCK, &one, NULL);
    if (reaped)
        return;
    kill(child, SIGTERM);
    while (waitpid(child, NULL, 0) == -1 && errno == EINTR)
        continue;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    struct sigaction action = {.sa_handler = reap, .sa_flags = SA_RESTART};
    host_port_from_args(argc, argv, &host, &port, NULL);
    net_socket s = connect_to(host, port, 5000);
    if (s == NET_INVALID)
        return 1;
    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
    fflush(stdout);
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        type(s);
    int status = hear(s);
    end_child(child);
    net_close(s);
    return status;
}
