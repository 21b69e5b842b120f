/* server-epoll.c - the chat of lab 6, waiting with Linux's epoll.
 *
 * Run:   ./server-epoll 0      0 asks the kernel for any free port
 * Read:  epoll(7), and lab06-select/server.c, which it equals in all it does
 *
 * The kernel keeps the list of those we wait for; a round names the ready
 * ones only. So nothing here may look through the whole room in each round.
 * Level-triggered, as select() is: who is not served is named again.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "lab.h"

enum {
    ROOM = 1016,          /* as in lab 6; epoll itself knows no limit */
    LINE = 64 * 1024 + 1, /* the longest line, and its end */
    QUEUE = 256 * 1024,   /* what a slow reader may leave unread */
};

struct client {
    net_socket socket;
    unsigned place; /* where in room */
    bool gone;      /* to be dropped at the end of this round */
    bool waits;     /* for room to write: EPOLLOUT is set */
    size_t held;    /* bytes in line: the beginning of one */
    size_t queued;  /* bytes in queue: said to it, not yet taken */
    char line[LINE];
    char queue[QUEUE];
};

static int list; /* the kernel's, of those we wait for */
static struct client *room[ROOM], *leaving[ROOM];
static unsigned present, leavers;
static bool full; /* nobody else for now: room or descriptors are used up */

static void serve_all(net_socket listener, const struct epoll_event *named,
                      int count);
static void serve(struct client *client, uint32_t ready);
static void ask_listener(net_socket listener, int how);
static bool welcome(net_socket listener);
static void drop_the_gone(void);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 9003);
    net_init();
    net_socket listener = listen_on(port);
    if (net_nonblocking(listener, true) == -1)
        die("fcntl");
    list = epoll_create1(EPOLL_CLOEXEC);
    if (list == -1)
        die("epoll_create1");
    ask_listener(listener, EPOLL_CTL_ADD);

    for (;;) {
        static struct epoll_event named[1 + ROOM];
        int ready = epoll_wait(list, named, 1 + ROOM, full ? 1000 : -1);
        if (ready == -1 && net_error() == EINTR)
            continue;
        if (ready == -1)
            die("epoll_wait");

        bool was_full = full;
        serve_all(listener, named, ready);
        drop_the_gone();
        if (ready == 0)
            full = false; /* a second has passed: try again */
        if (full != was_full)
            ask_listener(listener, EPOLL_CTL_MOD);
    }
}

/* The listener first: who came before a line was said shall hear it. */
static void serve_all(net_socket listener, const struct epoll_event *named,
                      int count)
{
    for (int i = 0; i < count; i++)
        while (named[i].data.ptr == NULL && welcome(listener))
            continue;
    for (int i = 0; i < count; i++)
        if (named[i].data.ptr != NULL)
            serve(named[i].data.ptr, named[i].events);
}

/* NULL stands for the listener. While we are full, we ask nothing of it. */
static void ask_listener(net_socket listener, int how)
{
    struct epoll_event wish = {.events = full ? 0 : EPOLLIN};
    if (epoll_ctl(list, how, listener, &wish) == -1)
        die("epoll_ctl");
}

/* A wish is told to the kernel once, and again only when it changes. */
static int ask(struct client *client, int how)
{
    client->waits = client->queued > 0;
    struct epoll_event wish = {
        .events = client->waits ? EPOLLIN | EPOLLOUT : EPOLLIN,
        .data.ptr = client,
    };
    return epoll_ctl(list, how, client->socket, &wish);
}

static void dismiss(struct client *client)
{
    if (!client->gone)
        leaving[leavers++] = client;
    client->gone = true;
}

static void ask_again(struct client *client)
{
    if (client->gone || client->waits == (client->queued > 0))
        return;
    if (ask(client, EPOLL_CTL_MOD) == -1) {
        complain("epoll_ctl");
        dismiss(client);
    }
}

/* Without this a small line waits until the one before is acknowledged, and
 * that may take 40 milliseconds: TCP_NODELAY in tcp(7). */
static void send_at_once(net_socket s)
{
    int on = 1;
    if (setsockopt(s, IPPROTO_TCP, TCP_NODELAY, (void *)&on, sizeof on) == -1)
        complain("setsockopt");
}

/* Let one client in. False if nobody else is waiting, or none can be let in. */
static bool welcome(net_socket listener)
{
    net_socket s = accept(listener, NULL, NULL);
    if (s == NET_INVALID && net_transient(net_error()))
        return false;
    if (s != NET_INVALID && net_nonblocking(s, true) == -1)
        die("fcntl");

    struct client *client = s == NET_INVALID ? NULL : malloc(sizeof *client);
    if (client != NULL) {
        client->socket = s;
        client->place = present;
        client->gone = false;
        client->held = client->queued = 0;
    }
    if (client == NULL || present == ROOM || ask(client, EPOLL_CTL_ADD) == -1) {
        if (s == NET_INVALID)
            complain("accept");
        else
            net_close(s);
        free(client);
        full = true; /* the listener stays ready: do not ask it at once */
        return false;
    }
    room[present++] = client;
    send_at_once(s);
    return true;
}

/* Send len bytes now, as far as they are taken. Returns how many were. */
static size_t send_some(struct client *to, const char *bytes, size_t len)
{
    ssize_t taken = send(to->socket, bytes, len, MSG_NOSIGNAL);
    if (taken == -1 && (net_would_block(net_error()) || net_error() == EINTR))
        return 0;
    if (taken == -1)
        dismiss(to);
    return taken == -1 ? 0 : (size_t)taken;
}

static void tell(struct client *to, const char *bytes, size_t len)
{
    size_t sent = to->queued == 0 ? send_some(to, bytes, len) : 0;
    size_t rest = len - sent;
    if (rest > QUEUE - to->queued) {
        dismiss(to); /* too slow a reader */
        return;
    }
    memcpy(to->queue + to->queued, bytes + sent, rest);
    to->queued += rest;
    ask_again(to);
}

/* Relay the whole lines among the bytes held; keep the beginning of one. */
static void relay(struct client *from)
{
    size_t whole = from->held;
    while (whole > 0 && from->line[whole - 1] != '\n')
        whole--;
    for (unsigned i = 0; i < present && whole > 0; i++)
        if (room[i] != from && !room[i]->gone)
            tell(room[i], from->line, whole);
    from->held -= whole;
    memmove(from->line, from->line + whole, from->held);
    if (from->held == LINE)
        dismiss(from); /* longer than any line may be */
}

static void hear(struct client *from)
{
    ssize_t got =
        recv(from->socket, from->line + from->held, LINE - from->held, 0);
    if (got == -1 && (net_would_block(net_error()) || net_error() == EINTR))
        return;
    if (got <= 0) {
        dismiss(from);
        return;
    }
    from->held += (size_t)got;
    relay(from);
}

/* An error or a hang-up comes without EPOLLIN; recv() tells which it was. */
static void serve(struct client *client, uint32_t ready)
{
    if (!client->gone && (ready & EPOLLOUT)) {
        size_t sent = send_some(client, client->queue, client->queued);
        client->queued -= sent;
        memmove(client->queue, client->queue + sent, client->queued);
        ask_again(client);
    }
    if (!client->gone && (ready & ~(uint32_t)EPOLLOUT))
        hear(client);
}

/* The kernel's list forgets a socket that is closed: epoll(7). */
static void drop_the_gone(void)
{
    while (leavers > 0) {
        struct client *client = leaving[--leavers];
        room[client->place] = room[--present];
        room[client->place]->place = client->place;
        net_close(client->socket);
        free(client);
        full = false;
    }
}
