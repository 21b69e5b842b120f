/* server.c - a chat: what one client says, all the others hear.
 *
 * Run:   ./server 0            0 asks the kernel for any free port
 * Try:   ./client 127.0.0.1 PORT    in two more terminals, with that port
 * Read:  select(2), and handouts/lab06-select.md
 *
 * One process, one thread, and no call that waits but select(). Left out: a
 * line without an end, and what a client had not yet read, go when it goes.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

enum {
    ROOM = FD_SETSIZE - 8, /* a set has no place for more */
    LINE = 64 * 1024 + 1,  /* the longest line, and its end */
    QUEUE = 256 * 1024,    /* what a slow reader may leave unread */
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
static unsigned present;
static bool full; /* nobody else for now: room or descriptors are used up */

static int wait_for_any(net_socket listener, fd_set *in, fd_set *out);
static void serve(struct client *client, fd_set *in, fd_set *out);
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
        fd_set in, out;
        int ready = wait_for_any(listener, &in, &out);
        while (FD_ISSET(listener, &in) && welcome(listener))
            continue; /* who came before a line was said shall hear it */
        for (unsigned i = 0; i < present; i++)
            serve(room[i], &in, &out);
        drop_the_gone();
        if (ready == 0)
            full = false; /* a second has passed: try again */
    }
}

/* Sleep until somebody is ready; leave in the sets who is. Returns how many,
 * or 0 if a second has passed while the door was closed. */
static int wait_for_any(net_socket listener, fd_set *in, fd_set *out)
{
    struct timeval second = {.tv_sec = 1}, *limit = full ? &second : NULL;

    /* Step 1. The only place where we wait, for all of them at once. select()
     * overwrites the sets, so they are made anew each time. Nearly every
     * socket is writable nearly always: ask only for those that we have
     * something for, or we shall never sleep again. The first argument is not
     * a count: it is the highest number, plus one. */
    /* SOLUTION 1: int ready = todo("step 1: fill the sets and wait", listener, in, out, limit); */
    int ready;
    do {
        net_socket last = listener;
        FD_ZERO(in);
        FD_ZERO(out);
        if (!full)
            FD_SET(listener, in);
        for (unsigned i = 0; i < present; i++) {
            FD_SET(room[i]->socket, in);
            if (room[i]->queued > 0)
                FD_SET(room[i]->socket, out);
            if (room[i]->socket > last)
                last = room[i]->socket;
        }
        ready = select((int)last + 1, in, out, NULL, limit);
    } while (ready == -1 && net_error() == EINTR);
    if (ready == -1)
        die("select");
    /* END 1 */

    return ready;
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
    /* Step 2. Readable, for a listener, means that somebody is waiting; by
     * now they may have left again. Whether the new socket waits in its calls
     * differs from system to system, so we say what we want. */
    /* SOLUTION 2: net_socket s = todo("step 2: accept, and do not wait", listener); */
    net_socket s = accept(listener, NULL, NULL);
    if (s == NET_INVALID && net_transient(net_error()))
        return false;
    if (s != NET_INVALID && net_nonblocking(s, true) == -1) {
        complain("fcntl");
        net_close(s); /* it would hold up all the others */
        return true;
    }
    /* END 2 */

    struct client *client = s == NET_INVALID ? NULL : malloc(sizeof *client);
    if (client == NULL || present == ROOM || !net_selectable(s, present + 1)) {
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
    /* Step 4. It takes what fits into the kernel's buffer; "not now" means
     * that nothing does, and is not a failure. */
    /* SOLUTION 4: ssize_t taken = todo("step 4: send what fits", to, bytes, len); */
    ssize_t taken = send(to->socket, bytes, len, MSG_NOSIGNAL);
    if (taken == -1 && (net_would_block(net_error()) || net_error() == EINTR))
        return 0;
    /* END 4 */

    if (taken == -1)
        to->gone = true;
    return taken == -1 ? 0 : (size_t)taken;
}

/* Bytes leave in the order they came: behind a queue, one must queue. */
static void tell(struct client *to, const char *bytes, size_t len)
{
    size_t sent = to->queued == 0 ? send_some(to, bytes, len) : 0;
    size_t rest = len - sent;

    /* Step 5. Keep what was not taken; wait_for_any() asks when there is room
     * again. The queue has an end, or one slow reader would eat the memory:
     * who lets it fill up has to go. */
    /* SOLUTION 5: if (rest > 0) todo("step 5: queue the rest", to, bytes, sent, rest); */
    if (rest > QUEUE - to->queued) {
        to->gone = true;
        return;
    }
    memcpy(to->queue + to->queued, bytes + sent, rest);
    to->queued += rest;
    /* END 5 */
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
    /* Step 3. Ready means that recv() will not wait, not that there are
     * bytes: it may be the end, or a reset. An end that we do not act on
     * stays ready for ever. */
    /* SOLUTION 3: ssize_t got = todo("step 3: receive behind what is held", from); */
    ssize_t got =
        recv(from->socket, from->line + from->held, LINE - from->held, 0);
    if (got == -1 && (net_would_block(net_error()) || net_error() == EINTR))
        return;
    if (got <= 0) {
        from->gone = true;
        return;
    }
    /* END 3 */

    from->held += (size_t)got;
    relay(from);
}

static void serve(struct client *client, fd_set *in, fd_set *out)
{
    if (!client->gone && FD_ISSET(client->socket, out)) {
        size_t sent = send_some(client, client->queue, client->queued);
        client->queued -= sent;
        memmove(client->queue, client->queue + sent, client->queued);
    }
    if (!client->gone && FD_ISSET(client->socket, in))
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
