/* server-mini-serv.c - arrays by descriptor, a master set and its copies. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "lab.h"

#define LINE_MAX_ 65537
#define OUT_MAX_ 262144

typedef struct s_client {
    char msg[LINE_MAX_];
    size_t len;
    char out[OUT_MAX_];
    size_t outlen;
    int leaving;
} t_client;

static t_client *clients[FD_SETSIZE];
static fd_set afds, rfds, wfds;
static int maxfd, servfd, closed_door;

static void flush_out(int fd)
{
    t_client *c = clients[fd];
    ssize_t n = send(fd, c->out, c->outlen, MSG_NOSIGNAL);
    if (n == -1) {
        if (!net_would_block(errno) && errno != EINTR)
            c->leaving = 1;
        return;
    }
    memmove(c->out, c->out + n, c->outlen - (size_t)n);
    c->outlen -= (size_t)n;
}

static void send_all_clients(int from, const char *msg, size_t len)
{
    for (int fd = 0; fd <= maxfd; fd++) {
        t_client *c = clients[fd];
        if (c == NULL || fd == from || c->leaving)
            continue;
        if (c->outlen == 0) {
            ssize_t n = send(fd, msg, len, MSG_NOSIGNAL);
            if (n == -1 && !net_would_block(errno) && errno != EINTR) {
                c->leaving = 1;
                continue;
            }
            size_t took = n > 0 ? (size_t)n : 0;
            memcpy(c->out, msg + took, len - took);
            c->outlen = len - took;
        } else if (len > OUT_MAX_ - c->outlen) {
            c->leaving = 1;
        } else {
            memcpy(c->out + c->outlen, msg, len);
            c->outlen += len;
        }
    }
}

static void new_clients(void)
{
    int fd, on = 1;
    while ((fd = accept(servfd, NULL, NULL)) != -1) {
        if (fd >= FD_SETSIZE ||
            (clients[fd] = calloc(1, sizeof(t_client))) == NULL) {
            close(fd);
            closed_door = 1;
            return;
        }
        net_nonblocking(fd, true);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        FD_SET(fd, &afds);
        if (fd > maxfd)
            maxfd = fd;
    }
    if (!net_transient(errno)) {
        complain("accept");
        closed_door = 1;
    }
}

static void read_client(int fd)
{
    t_client *c = clients[fd];
    ssize_t n = recv(fd, c->msg + c->len, LINE_MAX_ - c->len, 0);
    if (n == -1 && (net_would_block(errno) || errno == EINTR))
        return;
    if (n <= 0) {
        c->leaving = 1;
        return;
    }
    c->len += (size_t)n;

    size_t start = 0;
    for (size_t i = 0; i < c->len; i++)
        if (c->msg[i] == '\n') {
            send_all_clients(fd, c->msg + start, i + 1 - start);
            start = i + 1;
        }
    memmove(c->msg, c->msg + start, c->len - start);
    c->len -= start;
    if (c->len == LINE_MAX_)
        c->leaving = 1;
}

static void remove_client(int fd)
{
    FD_CLR(fd, &afds);
    close(fd);
    free(clients[fd]);
    clients[fd] = NULL;
    closed_door = 0;
}

int main(int argc, char **argv)
{
    servfd = listen_on(port_from_args(argc, argv, 8080));
    if (net_nonblocking(servfd, true) == -1)
        die("fcntl");
    FD_ZERO(&afds);
    FD_SET(servfd, &afds);
    maxfd = servfd;

    while (1) {
        struct timeval second = {1, 0};
        rfds = afds;
        if (closed_door)
            FD_CLR(servfd, &rfds);
        FD_ZERO(&wfds);
        for (int fd = 0; fd <= maxfd; fd++)
            if (clients[fd] && clients[fd]->outlen)
                FD_SET(fd, &wfds);
        int ready =
            select(maxfd + 1, &rfds, &wfds, NULL, closed_door ? &second : NULL);
        if (ready == -1) {
            if (errno == EINTR)
                continue;
            die("select");
        }
        if (ready == 0) {
            closed_door = 0;
            continue;
        }
        if (FD_ISSET(servfd, &rfds))
            new_clients();
        for (int fd = 0; fd <= maxfd; fd++) {
            if (clients[fd] == NULL || fd == servfd)
                continue;
            if (FD_ISSET(fd, &wfds) && clients[fd]->outlen)
                flush_out(fd);
            if (FD_ISSET(fd, &rfds) && !clients[fd]->leaving)
                read_client(fd);
        }
        for (int fd = 0; fd <= maxfd; fd++)
            if (clients[fd] && clients[fd]->leaving)
                remove_client(fd);
    }
}
