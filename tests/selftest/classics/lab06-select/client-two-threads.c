/* client-two-threads.c - a thread for each direction; main() half-closes
 * and waits for the other. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

static int sock;

static void *receiver(void *arg)
{
    char buffer[2048];
    ssize_t n;
    (void)arg;
    while ((n = recv(sock, buffer, sizeof(buffer), 0)) > 0) {
        fwrite(buffer, 1, (size_t)n, stdout);
        fflush(stdout);
    }
    if (n == -1)
        die("recv");
    exit(0);
}

int main(int argc, char **argv)
{
    const char *host, *port;
    char line[4096];
    size_t n;
    pthread_t tid;
    host_port_from_args(argc, argv, &host, &port, NULL);
    sock = connect_to(host, port, 5000);
    if (sock == -1)
        return 1;
    pthread_create(&tid, NULL, receiver, NULL);
    while ((n = read_line(line, sizeof(line))) > 0)
        if (send_all(sock, line, n) == -1)
            die("send");
    shutdown(sock, SHUT_WR);
    pthread_join(tid, NULL);
    return 0;
}
