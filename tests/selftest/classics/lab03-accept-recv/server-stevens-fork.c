/* server-stevens-fork.c - the design of tcpserv04 in W. R. Stevens:
 * a process for each client, waitpid() in a loop in the handler. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"

static void sig_chld(int signo)
{
    int kept = errno;
    (void)signo;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = kept;
}

static void str_echo(int sockfd)
{
    ssize_t n;
    char buf[4096];

    while ((n = read(sockfd, buf, sizeof(buf))) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            complain("recv");
            return;
        }
        if (send_all(sockfd, buf, (size_t)n) == -1) {
            complain("send");
            return;
        }
    }
}

int main(int argc, char **argv)
{
    struct sigaction sa = {.sa_handler = sig_chld, .sa_flags = SA_RESTART};
    int listenfd = listen_on(port_from_args(argc, argv, 9877)), connfd;
    pid_t childpid;
    struct sockaddr_in cliaddr;
    socklen_t clilen;

    sigaction(SIGCHLD, &sa, NULL);
    for (;;) {
        clilen = sizeof(cliaddr);
        if ((connfd = accept(listenfd, (struct sockaddr *)&cliaddr, &clilen)) <
            0) {
            if (net_transient(errno))
                continue;
            die("accept");
        }
        say("client from port %d", ntohs(cliaddr.sin_port));
        if ((childpid = fork()) == 0) {
            close(listenfd);
            str_echo(connfd);
            exit(0);
        }
        close(connfd);
    }
}
