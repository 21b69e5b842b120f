/* server-stevens-select.c - the design of tcpservselect01 in W. R.
 * Stevens: client[], maxi, maxfd, a set and its copy. */
#include <errno.h>
#include <sys/select.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    int i, maxi, maxfd, listenfd, connfd, sockfd, nready, client[FD_SETSIZE];
    ssize_t n;
    fd_set rset, allset;
    char buf[4096];
    socklen_t clilen;
    struct sockaddr_in cliaddr;

    listenfd = listen_on(port_from_args(argc, argv, 9877));
    maxfd = listenfd;
    maxi = -1;
    for (i = 0; i < FD_SETSIZE; i++)
        client[i] = -1;
    FD_ZERO(&allset);
    FD_SET(listenfd, &allset);

    for (;;) {
        rset = allset;
        nready = select(maxfd + 1, &rset, NULL, NULL, NULL);
        if (nready < 0) {
            if (errno == EINTR)
                continue;
            die("select");
        }

        if (FD_ISSET(listenfd, &rset)) {
            clilen = sizeof(cliaddr);
            connfd = accept(listenfd, (struct sockaddr *)&cliaddr, &clilen);
            if (connfd < 0) {
                if (!net_transient(errno))
                    die("accept");
            } else {
                say("client from port %d", ntohs(cliaddr.sin_port));
                for (i = 0; i < FD_SETSIZE; i++)
                    if (client[i] < 0) {
                        client[i] = connfd;
                        break;
                    }
                if (i == FD_SETSIZE || connfd >= FD_SETSIZE) {
                    close(connfd);
                    if (i < FD_SETSIZE)
                        client[i] = -1;
                } else {
                    FD_SET(connfd, &allset);
                    if (connfd > maxfd)
                        maxfd = connfd;
                    if (i > maxi)
                        maxi = i;
                }
            }
            if (--nready <= 0)
                continue;
        }

        for (i = 0; i <= maxi; i++) {
            if ((sockfd = client[i]) < 0)
                continue;
            if (FD_ISSET(sockfd, &rset)) {
                n = read(sockfd, buf, sizeof(buf));
                if (n < 0 && errno == EINTR)
                    ;
                else if (n <= 0) {
                    if (n < 0)
                        complain("recv");
                    close(sockfd);
                    FD_CLR(sockfd, &allset);
                    client[i] = -1;
                } else if (send_all(sockfd, buf, (size_t)n) == -1) {
                    complain("send");
                    close(sockfd);
                    FD_CLR(sockfd, &allset);
                    client[i] = -1;
                }
                if (--nready <= 0)
                    break;
            }
        }
    }
}
