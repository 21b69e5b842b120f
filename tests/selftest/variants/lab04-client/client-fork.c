/* client-fork.c - lab 4's client in two processes: the child sends all and
 * ends, then the parent receives the answer.
 *
 * Both have the socket open, so a close() in the child would not end the
 * connection; shutdown() works on the connection itself. POSIX
 * only. */
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

static _Noreturn void say_all(net_socket server)
{
    char buf[4096];
    size_t len;
    while ((len = read_line(buf, sizeof buf)) > 0)
        if (send_all(server, buf, len) == -1) {
            complain("send");
            _exit(1);
        }
    if (shutdown(server, SHUT_WR) == -1) {
        complain("shutdown");
        _exit(1);
    }
    _exit(0);
}

static int hear_all(net_socket server)
{
    char buf[4096];
    ssize_t got;
    while ((got = recv(server, buf, sizeof buf, 0)) != 0) {
        if (got > 0) {
            fwrite(buf, 1, (size_t)got, stdout);
            fflush(stdout);
        } else if (errno != EINTR) {
            complain_or_late("recv");
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        say_all(server);

    int said, status = 1;
    while (waitpid(child, &said, 0) == -1)
        if (errno != EINTR)
            die("waitpid");
    if (WIFEXITED(said) && WEXITSTATUS(said) == 0)
        status = hear_all(server);
    net_close(server);
    net_cleanup();
    return status;
}
