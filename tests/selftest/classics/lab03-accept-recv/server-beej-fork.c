/* server-beej-fork.c - the design of the server in Beej's Guide:
 * getaddrinfo() with AI_PASSIVE, the first address that binds, fork(). */
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

#define BACKLOG 10

static void sigchld_handler(int s)
{
    int saved_errno = errno;
    (void)s;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved_errno;
}

static int get_listener(const char *port)
{
    struct addrinfo hints, *servinfo, *p;
    int sockfd = -1, yes = 1, rv;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE;
    if ((rv = getaddrinfo("127.0.0.1", port, &hints, &servinfo)) != 0) {
        fprintf(stderr, "getaddrinfo: %s\n", gai_strerror(rv));
        exit(1);
    }
    for (p = servinfo; p != NULL; p = p->ai_next) {
        if ((sockfd = socket(p->ai_family, p->ai_socktype, p->ai_protocol)) ==
            -1) {
            complain("socket");
            continue;
        }
        if (setsockopt(sockfd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) ==
            -1)
            die("setsockopt");
        if (bind(sockfd, p->ai_addr, p->ai_addrlen) == -1) {
            complain("bind");
            close(sockfd);
            continue;
        }
        break;
    }
    freeaddrinfo(servinfo);
    if (p == NULL)
        exit(1);
    if (listen(sockfd, BACKLOG) == -1)
        die("listen");
    return sockfd;
}

int main(int argc, char **argv)
{
    struct sockaddr_storage their_addr;
    socklen_t sin_size = sizeof their_addr;
    struct sigaction sa;
    char port[6];

    snprintf(port, sizeof port, "%d", port_from_args(argc, argv, 3490));
    int sockfd = get_listener(port);
    if (getsockname(sockfd, (struct sockaddr *)&their_addr, &sin_size) == -1)
        die("getsockname");
    say("listening on 127.0.0.1:%d",
        ntohs(((struct sockaddr_in *)&their_addr)->sin_port));

    sa.sa_handler = sigchld_handler;
    sigemptyset(&sa.sa_mask);
    sa.sa_flags = SA_RESTART;
    if (sigaction(SIGCHLD, &sa, NULL) == -1)
        die("sigaction");

    while (1) {
        sin_size = sizeof their_addr;
        int new_fd = accept(sockfd, (struct sockaddr *)&their_addr, &sin_size);
        if (new_fd == -1) {
            if (!net_transient(errno))
                die("accept");
            continue;
        }
        say("client from port %d",
            ntohs(((struct sockaddr_in *)&their_addr)->sin_port));

        if (!fork()) {
            char buf[100];
            ssize_t numbytes;
            close(sockfd);
            while ((numbytes = recv(new_fd, buf, sizeof buf, 0)) != 0) {
                if (numbytes == -1 && errno == EINTR)
                    continue;
                if (numbytes == -1) {
                    complain("recv");
                    break;
                }
                if (send_all(new_fd, buf, (size_t)numbytes) == -1) {
                    complain("send");
                    break;
                }
            }
            close(new_fd);
            exit(0);
        }
        close(new_fd);
    }
}
