/* client-two-processes.c - the design of echo_mpclient in Yoon: the parent
 * reads, the child writes and half-closes. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

#define BUF_SIZE 4096

static int read_routine(int sock)
{
    char buf[BUF_SIZE];
    ssize_t str_len;
    while ((str_len = read(sock, buf, BUF_SIZE)) != 0) {
        if (str_len == -1 && errno == EINTR)
            continue;
        if (str_len == -1) {
            complain("recv");
            return 1;
        }
        fwrite(buf, 1, (size_t)str_len, stdout);
        fflush(stdout);
    }
    return 0;
}

static void write_routine(int sock)
{
    char buf[BUF_SIZE];
    ssize_t n;
    while ((n = read(STDIN_FILENO, buf, BUF_SIZE)) != 0) {
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1 || send_all(sock, buf, (size_t)n) == -1)
            break;
    }
    shutdown(sock, SHUT_WR);
}

int main(int argc, char *argv[])
{
    const char *host, *port;
    host_port_from_args(argc, argv, &host, &port, NULL);
    int sock = connect_to(host, port, 5000);
    if (sock == -1)
        return 1;

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        write_routine(sock);
        _exit(0);
    }
    int failed = read_routine(sock);
    close(sock);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    return failed;
}
