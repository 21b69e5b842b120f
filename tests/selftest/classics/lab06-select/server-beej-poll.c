/* server-beej-poll.c - the design of pollserver in Beej's Guide: pfds[]
 * that grows; with queues and whole lines added. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

enum { LONGEST = 65537, BACKLOG_BYTES = 262144 };

struct conn {
    char in[LONGEST];
    size_t inlen;
    char out[BACKLOG_BYTES];
    size_t outlen;
    bool dead;
};

static struct pollfd *pfds;
static struct conn **conns;
static int fd_count, fd_size = 5;

static bool add_to_pfds(int newfd, struct conn *c)
{
    if (fd_count == fd_size) {
        int bigger = fd_size * 2;
        struct pollfd *p = realloc(pfds, sizeof *pfds * (size_t)bigger);
        if (p == NULL)
            return false;
        pfds = p;
        struct conn **q = realloc(conns, sizeof *conns * (size_t)bigger);
        if (q == NULL)
            return false;
        conns = q;
        fd_size = bigger;
    }
    pfds[fd_count].fd = newfd;
    pfds[fd_count].events = POLLIN;
    pfds[fd_count].revents = 0;
    conns[fd_count++] = c;
    return true;
}

static void del_from_pfds(int i)
{
    close(pfds[i].fd);
    free(conns[i]);
    pfds[i] = pfds[fd_count - 1];
    conns[i] = conns[fd_count - 1];
    fd_count--;
}

static void drain(int i)
{
    struct conn *c = conns[i];
    ssize_t n = send(pfds[i].fd, c->out, c->outlen, MSG_NOSIGNAL);
    if (n == -1) {
        c->dead = !net_would_block(errno) && errno != EINTR;
        return;
    }
    c->outlen -= (size_t)n;
    memmove(c->out, c->out + n, c->outlen);
}

static void say_to(int i, const char *what, size_t len)
{
    struct conn *c = conns[i];
    if (c->dead)
        return;
    if (c->outlen == 0) {
        ssize_t n = send(pfds[i].fd, what, len, MSG_NOSIGNAL);
        if (n == -1 && !net_would_block(errno) && errno != EINTR) {
            c->dead = true;
            return;
        }
        if (n > 0) {
            what += n;
            len -= (size_t)n;
        }
    }
    if (len > sizeof c->out - c->outlen) {
        c->dead = true;
        return;
    }
    memcpy(c->out + c->outlen, what, len);
    c->outlen += len;
}

static void hear(int i)
{
    struct conn *c = conns[i];
    ssize_t n = recv(pfds[i].fd, c->in + c->inlen, sizeof c->in - c->inlen, 0);
    if (n == -1 && (net_would_block(errno) || errno == EINTR))
        return;
    if (n <= 0) {
        c->dead = true;
        return;
    }
    c->inlen += (size_t)n;
    size_t whole = c->inlen;
    while (whole > 0 && c->in[whole - 1] != '\n')
        whole--;
    if (whole > 0)
        for (int j = 1; j < fd_count; j++)
            if (j != i)
                say_to(j, c->in, whole);
    c->inlen -= whole;
    memmove(c->in, c->in + whole, c->inlen);
    if (c->inlen == sizeof c->in)
        c->dead = true;
}

/* False if there is no descriptor or no memory for anybody else. */
static bool welcome(int listener)
{
    int fd, on = 1;
    while ((fd = accept(listener, NULL, NULL)) != -1) {
        struct conn *c = calloc(1, sizeof *c);
        if (c == NULL || net_nonblocking(fd, true) == -1 ||
            !add_to_pfds(fd, c)) {
            free(c);
            close(fd);
            return false;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    if (net_transient(errno))
        return true;
    complain("accept");
    return false;
}

int main(int argc, char **argv)
{
    int listener = listen_on(port_from_args(argc, argv, 9034));
    bool open = true;

    pfds = malloc(sizeof *pfds * (size_t)fd_size);
    conns = malloc(sizeof *conns * (size_t)fd_size);
    if (pfds == NULL || conns == NULL || net_nonblocking(listener, true) == -1)
        die("fcntl");
    add_to_pfds(listener, NULL);

    for (;;) {
        pfds[0].events = open ? POLLIN : 0;
        for (int i = 1; i < fd_count; i++)
            pfds[i].events = (short)(POLLIN | (conns[i]->outlen ? POLLOUT : 0));
        int poll_count = poll(pfds, (nfds_t)fd_count, open ? -1 : 1000);
        if (poll_count == -1 && errno == EINTR)
            continue;
        if (poll_count == -1)
            die("poll");
        if (poll_count == 0)
            open = true;
        int there = fd_count;
        if (pfds[0].revents & POLLIN)
            open = welcome(listener);
        for (int i = 1; i < there; i++) {
            if (!conns[i]->dead && (pfds[i].revents & POLLOUT))
                drain(i);
            if (!conns[i]->dead &&
                (pfds[i].revents & (POLLIN | POLLHUP | POLLERR)))
                hear(i);
        }
        for (int i = fd_count - 1; i > 0; i--)
            if (conns[i]->dead) {
                del_from_pfds(i);
                open = true;
            }
    }
}
