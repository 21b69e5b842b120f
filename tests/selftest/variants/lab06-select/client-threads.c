/* client-threads.c - the chat client of lab 6 with a thread for stdin.
 *
 * Each thread waits for one descriptor only. When the server has closed, the
 * process ends, even if the thread for stdin still waits. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

static net_socket server;

static void *type(void *unused)
{
    static char buf[100000];
    ssize_t got;
    (void)unused;
    while ((got = read(STDIN_FILENO, buf, sizeof buf)) != 0) {
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            break;
        if (send_all(server, buf, (size_t)got) == -1)
            die("send");
    }
    if (shutdown(server, SHUT_WR) == -1 && errno != ENOTCONN)
        die("shutdown");
    return NULL;
}

int main(int argc, char **argv)
{
    static char buf[100000];
    const char *host, *port;
    pthread_t keyboard;
    ssize_t got;
    host_port_from_args(argc, argv, &host, &port, NULL);
    if ((server = connect_to(host, port, 5000)) == NET_INVALID)
        return 1;
    if ((errno = pthread_create(&keyboard, NULL, type, NULL)) != 0)
        die("pthread_create");
    pthread_detach(keyboard);
    while ((got = recv(server, buf, sizeof buf, 0)) != 0) {
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            die("recv");
        fwrite(buf, 1, (size_t)got, stdout);
        fflush(stdout);
    }
    exit(0);
}
