/* server-poll.c - the chat of lab 6, waiting with poll().
 *
 * Run:   ./server-poll 0       0 asks the kernel for any free port
 * Read:  poll(2), and lab06-select/server.c, which it equals in all it does
 *
 * poll() takes a row of descriptors with a wish each, however high their
 * numbers, and answers beside the wish: nothing is overwritten.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

enum {
    ROOM = 1016,          /* as in lab 6; poll() itself knows no limit */
    LINE = 64 * 1024 + 1, /* the longest line, and its end */
    QUEUE = 256 * 1024,   /* what a slow reader may leave unread */
};

struct client {
    net_socket socket;
    bool gone;     /* to be dropped at the end of this round */
    size_t held;   /* bytes in line: the beginning of one */
    size_t queued; /* bytes in queue: said to it, not yet taken */
    char line[LINE];
    char queue[QUEUE];
};

static struct client *room[ROOM];
static struct pollfd asked[1 + ROOM]; /* the listener, then the room */
static unsigned present;
static bool full; /* nobody else for now: room or descriptors are used up */

static void watch(net_socket listener);
static void serve(struct client *client, short ready);
static bool welcome(net_socket listener);
static void drop_the_gone(void);

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 9003);
    net_init();
    net_socket listener = listen_on(port);
    if (net_nonblocking(listener, true) == -1)
        die("fcntl");

    for (;;) {
        watch(listener);
        int ready = poll(asked, 1 + present, full ? 1000 : -1);
        if (ready == -1 && net_error() == EINTR)
            continue;
        if (ready == -1)
            die("poll");

        unsigned known = present; /* those that come in now were not asked */
        while (asked[0].revents != 0 && welcome(listener))
            continue; /* who came before a line was said shall hear it */
        for (unsigned i = 0; i < known; i++)
            serve(room[i], asked[1 + i].revents);
        drop_the_gone();
        if (ready == 0)
            full = false; /* a second has passed: try again */
    }
}

/* Say whom we ask for what. A negative descriptor is passed over. Errors and
 * hang-ups need no wish: they are always reported. */
static void watch(net_socket listener)
{
    asked[0] = (struct pollfd){.fd = full ? -1 : listener, .events = POLLIN};
    for (unsigned i = 0; i < present; i++) {
        short out = room[i]->queued > 0 ? POLLOUT : 0;
        asked[1 + i] = (struct pollfd){.fd = room[i]->socket,
                                       .events = (short)(POLLIN | out)};
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
    if (client == NULL || present == ROOM) {
        if (s == NET_INVALID)
            complain("accept");
        else
            net_close(s);
        free(client);
        full = true; /* the listener stays ready: do not ask it at once */
        return false;
    }
    client->socket = s;
    client->gone = false;
    client->held = client->queued = 0;
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
        to->gone = true;
    return taken == -1 ? 0 : (size_t)taken;
}

static void tell(struct client *to, const char *bytes, size_t len)
{
    size_t sent = to->queued == 0 ? send_some(to, bytes, len) : 0;
    size_t rest = len - sent;
    if (rest > QUEUE - to->queued) {
        to->gone = true; /* too slow a reader */
        return;
    }
    memcpy(to->queue + to->queued, bytes + sent, rest);
    to->queued += rest;
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
        from->gone = true; /* longer than any line may be */
}

static void hear(struct client *from)
{
    ssize_t got =
        recv(from->socket, from->line + from->held, LINE - from->held, 0);
    if (got == -1 && (net_would_block(net_error()) || net_error() == EINTR))
        return;
    if (got <= 0) {
        from->gone = true;
        return;
    }
    from->held += (size_t)got;
    relay(from);
}

/* An error or a hang-up comes without POLLIN; recv() tells which it was. */
static void serve(struct client *client, short ready)
{
    if (!client->gone && (ready & POLLOUT)) {
        size_t sent = send_some(client, client->queue, client->queued);
        client->queued -= sent;
        memmove(client->queue, client->queue + sent, client->queued);
    }
    if (!client->gone && (ready & ~POLLOUT))
        hear(client);
}

static void drop_the_gone(void)
{
    for (unsigned i = present; i-- > 0;) {
        if (!room[i]->gone)
            continue;
        net_close(room[i]->socket);
        free(room[i]);
        room[i] = room[--present];
        full = false;
    }
}
