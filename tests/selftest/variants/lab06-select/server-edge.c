/* server-edge.c - the chat of lab 6 with edge-triggered epoll.
 *
 * epoll reports only changes: if bytes are left, it does not report them again,
 * so each call is repeated until EAGAIN. Descriptors are indexes of a table.
 * EPOLLOUT is asked for once, and stays set. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "lab.h"

enum { MOST = 1016, LINE = 64 * 1024 + 1, QUEUE = 256 * 1024 };

static struct client {
    bool here, gone;
    size_t held, queued;
    char *line, *queue;
} * table[MOST];

static int poller;
static bool full;

static void flush_queue(int fd)
{
    struct client *c = table[fd];
    size_t done = 0;
    while (!c->gone && done < c->queued) {
        ssize_t sent =
            send(fd, c->queue + done, c->queued - done, MSG_NOSIGNAL);
        if (sent == -1 && errno == EINTR)
            continue;
        if (sent == -1 && net_would_block(errno))
            break;
        if (sent == -1)
            c->gone = true;
        else
            done += (size_t)sent;
    }
    c->queued -= done;
    memmove(c->queue, c->queue + done, c->queued);
}

/* All bytes go through the queue, which is sent as far as possible. A client
 * whose queue stays full is dropped. */
static void tell(int fd, const char *bytes, size_t len)
{
    struct client *c = table[fd];
    while (len > 0 && !c->gone) {
        size_t now = QUEUE - c->queued < len ? QUEUE - c->queued : len;
        memcpy(c->queue + c->queued, bytes, now);
        c->queued += now;
        bytes += now;
        len -= now;
        flush_queue(fd);
        if (len > 0 && c->queued == QUEUE)
            c->gone = true;
    }
}

static void relay(int from)
{
    struct client *c = table[from];
    size_t whole = c->held;
    while (whole > 0 && c->line[whole - 1] != '\n')
        whole--;
    for (int fd = 0; fd < MOST && whole > 0; fd++)
        if (fd != from && table[fd] != NULL && !table[fd]->gone)
            tell(fd, c->line, whole);
    c->held -= whole;
    memmove(c->line, c->line + whole, c->held);
    if (c->held == LINE)
        c->gone = true;
}

static void hear(int fd)
{
    struct client *c = table[fd];
    while (!c->gone) {
        ssize_t got = recv(fd, c->line + c->held, LINE - c->held, 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1 && net_would_block(errno))
            return;
        if (got <= 0)
            c->gone = true;
        else {
            c->held += (size_t)got;
            relay(fd);
        }
    }
}

static void forget(int fd)
{
    struct client *c = table[fd];
    table[fd] = NULL;
    net_close(fd);
    free(c->line);
    free(c->queue);
    free(c);
    full = false;
}

/* False if there is no room for another client. */
static bool remember(int fd)
{
    struct epoll_event wish = {.events = EPOLLIN | EPOLLOUT | EPOLLET,
                               .data.fd = fd};
    struct client *c = fd < MOST ? calloc(1, sizeof *c) : NULL;
    int on = 1;
    if (c == NULL)
        return false;
    c->line = malloc(LINE);
    c->queue = malloc(QUEUE);
    table[fd] = c;
    if (c->line == NULL || c->queue == NULL ||
        net_nonblocking(fd, true) == -1 ||
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &wish) == -1) {
        table[fd] = NULL;
        free(c->line);
        free(c->queue);
        free(c);
        return false;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return true;
}

static void welcome_all(int listener)
{
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd == -1 && net_would_block(errno))
            return;
        if (fd == -1 && net_transient(errno))
            continue;
        if (fd == -1)
            complain("accept");
        else if (remember(fd))
            continue;
        else
            net_close(fd);
        full = true;
        return;
    }
}

int main(int argc, char **argv)
{
    static struct epoll_event ready[64];
    int listener = listen_on(port_from_args(argc, argv, 9003));
    struct epoll_event wish = {.events = EPOLLIN | EPOLLET,
                               .data.fd = listener};
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (poller == -1 || net_nonblocking(listener, true) == -1 ||
        epoll_ctl(poller, EPOLL_CTL_ADD, listener, &wish) == -1)
        die("epoll_create1");
    for (;;) {
        int count = epoll_wait(poller, ready, 64, full ? 1000 : -1);
        bool was_full = full;
        if (count == -1 && errno != EINTR)
            die("epoll_wait");
        if (count == 0)
            full = false;
        /* clients that connected before a line was sent must receive it */
        if (!was_full || count == 0)
            welcome_all(listener);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener || table[fd] == NULL)
                continue;
            if (ready[i].events & EPOLLOUT)
                flush_queue(fd);
            hear(fd);
        }
        bool one_left = false;
        for (int fd = 0; fd < MOST; fd++)
            if (table[fd] != NULL && table[fd]->gone) {
                forget(fd);
                one_left = true;
            }
        if (one_left)
            welcome_all(listener); /* epoll will not report them again */
    }
}
