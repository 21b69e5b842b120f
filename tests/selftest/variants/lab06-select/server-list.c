/* server-list.c - the chat of lab 6, with a list and queues that grow.
 *
 * accept4() makes non-blocking sockets; recvmsg() and sendmsg() replace recv()
 * and send(); a queue grows with its bytes, up to a limit. The newest client is
 * the first in the list. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

enum { LINE = 64 * 1024 + 1, QUEUE = 256 * 1024 };

struct bytes {
    char *at;
    size_t len, size;
};

struct client {
    struct client *next;
    int fd;
    bool gone;
    struct bytes line, queue;
};

static struct client *clients;
static bool full;

/* Append len bytes; false if there is no memory. */
static bool append(struct bytes *b, const char *from, size_t len)
{
    if (b->len + len > b->size) {
        size_t size = 2 * (b->len + len);
        char *more = realloc(b->at, size);
        if (more == NULL)
            return false;
        b->at = more;
        b->size = size;
    }
    if (len > 0)
        memcpy(b->at + b->len, from, len);
    b->len += len;
    return true;
}

static void take(struct bytes *b, size_t len)
{
    b->len -= len;
    if (b->len > 0)
        memmove(b->at, b->at + len, b->len);
}

/* Send now; returns how many bytes were taken. */
static size_t send_now(struct client *c, const char *bytes, size_t len)
{
    struct iovec part = {(char *)bytes, len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    ssize_t sent = sendmsg(c->fd, &message, MSG_NOSIGNAL);
    if (sent >= 0)
        return (size_t)sent;
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        c->gone = true;
    return 0;
}

static void tell(struct client *c, const char *bytes, size_t len)
{
    size_t sent = c->queue.len == 0 ? send_now(c, bytes, len) : 0;
    if (c->queue.len + len - sent > QUEUE ||
        !append(&c->queue, bytes + sent, len - sent))
        c->gone = true;
}

static void relay(struct client *from)
{
    const char *end = from->line.len == 0
                          ? NULL
                          : memrchr(from->line.at, '\n', from->line.len);
    if (end != NULL) {
        size_t whole = (size_t)(end - from->line.at) + 1;
        for (struct client *c = clients; c != NULL; c = c->next)
            if (c != from && !c->gone)
                tell(c, from->line.at, whole);
        take(&from->line, whole);
    }
    if (from->line.len >= LINE)
        from->gone = true;
}

static void hear(struct client *from)
{
    char buf[8192];
    struct iovec part = {buf, sizeof buf};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (part.iov_len > LINE - from->line.len)
        part.iov_len = LINE - from->line.len;
    ssize_t got = recvmsg(from->fd, &message, 0);
    if (got == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0 || !append(&from->line, buf, (size_t)got))
        from->gone = true;
    else
        relay(from);
}

/* Accept a client. False if none is waiting, or none can be accepted. */
static bool welcome(int listener)
{
    int on = 1,
        fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd == -1 && net_transient(errno))
        return false;
    struct client *c = fd == -1 ? NULL : calloc(1, sizeof *c);
    if (c == NULL || fd >= FD_SETSIZE) {
        if (fd == -1)
            complain("accept");
        else
            close(fd);
        free(c);
        full = true;
        return false;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    c->fd = fd;
    c->next = clients;
    clients = c;
    return true;
}

static void drop_the_gone(void)
{
    for (struct client **at = &clients; *at != NULL;) {
        struct client *c = *at;
        if (!c->gone) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        close(c->fd);
        free(c->line.at);
        free(c->queue.at);
        free(c);
        full = false;
    }
}

int main(int argc, char **argv)
{
    int listener = listen_on(port_from_args(argc, argv, 9003));
    if (net_nonblocking(listener, true) == -1)
        die("fcntl");
    for (;;) {
        fd_set in, out;
        int highest = listener;
        struct timespec second = {1, 0};
        FD_ZERO(&in);
        FD_ZERO(&out);
        if (!full)
            FD_SET(listener, &in);
        for (struct client *c = clients; c != NULL; c = c->next) {
            FD_SET(c->fd, &in);
            if (c->queue.len > 0)
                FD_SET(c->fd, &out);
            highest = c->fd > highest ? c->fd : highest;
        }
        int ready =
            pselect(highest + 1, &in, &out, NULL, full ? &second : NULL, NULL);
        if (ready == -1 && errno == EINTR)
            continue;
        if (ready == -1)
            die("select");
        if (ready == 0)
            full = false;
        struct client *known = clients; /* new ones wait for the next round */
        while (FD_ISSET(listener, &in) && welcome(listener))
            continue;
        for (struct client *c = known; c != NULL; c = c->next) {
            if (!c->gone && FD_ISSET(c->fd, &out))
                take(&c->queue, send_now(c, c->queue.at, c->queue.len));
            if (!c->gone && FD_ISSET(c->fd, &in))
                hear(c);
        }
        drop_the_gone();
    }
}
