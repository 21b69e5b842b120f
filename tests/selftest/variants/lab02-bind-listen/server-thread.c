/* server-thread.c - lab 2's server, in which a thread of its own waits for the
 * end of stdin. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "lab.h"

static void *wait_for_the_end(void *file)
{
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) != -1)
        continue;
    free(line);
    return NULL;
}

int main(int argc, char **argv)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    socklen_t len = sizeof addr;
    pthread_t reader;
    int on = 1;

    addr.sin_port = htons(port_from_args(argc, argv, 65432));
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        die("socket");
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        die("setsockopt");
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == -1)
        die("bind");
    if (listen(s, 2) == -1)
        die("listen");
    if (getsockname(s, (struct sockaddr *)&addr, &len) == -1)
        die("getsockname");
    if (pthread_create(&reader, NULL, wait_for_the_end, stdin) != 0)
        die("pthread_create");
    say("listening on %s:%d", inet_ntoa(addr.sin_addr), ntohs(addr.sin_port));
    if (pthread_join(reader, NULL) != 0)
        die("pthread_join");
    net_close(s);
    return 0;
}
