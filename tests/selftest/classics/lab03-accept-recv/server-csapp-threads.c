/* server-csapp-threads.c - the design of echoservert in Bryant and
 * O'Hallaron: a detached thread for each client, its descriptor on the heap. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

static void *thread(void *vargp)
{
    int connfd = *((int *)vargp);
    ssize_t n;
    char buf[8192];

    pthread_detach(pthread_self());
    free(vargp);
    while ((n = read(connfd, buf, sizeof(buf))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            complain("recv");
            break;
        }
        if (send_all(connfd, buf, (size_t)n) == -1) {
            complain("send");
            break;
        }
    }
    close(connfd);
    return NULL;
}

int main(int argc, char **argv)
{
    int listenfd = listen_on(port_from_args(argc, argv, 15213)), *connfdp;
    struct sockaddr_in clientaddr;
    pthread_t tid;

    while (1) {
        socklen_t clientlen = sizeof(clientaddr);
        int fd = accept(listenfd, (struct sockaddr *)&clientaddr, &clientlen);
        if (fd < 0) {
            if (net_transient(errno))
                continue;
            die("accept");
        }
        say("client from port %d", ntohs(clientaddr.sin_port));
        connfdp = malloc(sizeof(int));
        *connfdp = fd;
        if (pthread_create(&tid, NULL, thread, connfdp) != 0) {
            free(connfdp);
            close(fd);
        }
    }
}
