/* idle.c - measure a server's processor time while all its clients are silent.
 *
 * usage: bench-idle CLIENTS SECONDS SERVER
 *
 * It prints milliseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "server.h"

enum { MOST = 1000 };

int main(int argc, char **argv)
{
    static int clients[MOST];
    static struct check server;
    int count = argc == 4 ? atoi(argv[1]) : 0;
    int seconds = argc == 4 ? atoi(argv[2]) : 0;
    if (count < 1 || count > MOST || seconds < 1) {
        fprintf(stderr, "usage: bench-idle CLIENTS SECONDS SERVER\n");
        return 2;
    }
    paths_init(argv[0]);
    server_raise_our_limit();
    server_start(&server, argv[3]);
    for (int i = 0; i < count; i++)
        clients[i] = server_connect(&server);
    server_lets_all_in(&server);
    double before = server_cpu_ms(&server);
    nanosleep(&(struct timespec){.tv_sec = seconds}, NULL);
    printf("%.2f\n", server_cpu_ms(&server) - before);
    for (int i = 0; i < count; i++)
        close(clients[i]);
    check_stop_server(&server);
    return 0;
}
