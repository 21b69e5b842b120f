/* server-threads.c - the chat of lab 6 with two threads for each client.
 *
 * One receives, and puts each line into the queues of the other clients; the
 * other sends its own client's queue. Calls may block: they delay only their
 * own client. One lock protects all clients; before a thread relays a line, it
 * accepts all waiting connections. */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "lab.h"

enum {
    LINE = 64 * 1024 + 1,
    QUEUE = 256 * 1024,
    STACK = 8 * 1024 * 1024, /* addresses; it uses some pages */
    MOST = 400
};

struct client {
    net_socket socket;
    bool gone, empty_handed; /* the receiver has ended; the sender has ended */
    size_t held, queued;
    pthread_cond_t changed; /* queue or `gone` has changed */
    struct client *next;
    char line[LINE], queue[QUEUE];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t somebody_left = PTHREAD_COND_INITIALIZER;
static pthread_attr_t detached;
static struct client *room;
static unsigned present;
static net_socket listener;
static bool full;

static void welcome_all(void);

/* With the lock held: close this client's connection. */
static void dismiss(struct client *c)
{
    c->gone = true;
    shutdown(c->socket, SHUT_RDWR); /* wakes its two threads */
    pthread_cond_broadcast(&c->changed);
}

/* With the lock held: the last of the two threads frees the client. */
static void let_go(struct client *c)
{
    struct client **at = &room;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
    net_close(c->socket);
    pthread_cond_destroy(&c->changed);
    free(c);
    present--;
    full = false;
    pthread_cond_broadcast(&somebody_left);
}

/* With the lock held: send of its queue what the kernel takes now. */
static void flush_queue(struct client *c)
{
    ssize_t sent = 1;
    while (c->queued > 0 && sent > 0 && !c->gone) {
        sent =
            send(c->socket, c->queue, c->queued, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            c->queued -= (size_t)sent;
            memmove(c->queue, c->queue + sent, c->queued);
        } else if (!net_would_block(net_error()) && net_error() != EINTR)
            dismiss(c);
    }
}

/* The thread that waits until there is room for what is queued. */
static void *send_queue(void *of)
{
    struct client *c = of;
    struct pollfd room_to_write = {.fd = c->socket, .events = POLLOUT};
    pthread_mutex_lock(&lock);
    while (!c->gone) {
        if (c->queued == 0) {
            pthread_cond_wait(&c->changed, &lock);
            continue;
        }
        pthread_mutex_unlock(&lock);
        poll(&room_to_write, 1, -1); /* if it fails, we just try again */
        pthread_mutex_lock(&lock);
        flush_queue(c);
    }
    c->empty_handed = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&lock);
    return NULL;
}

static void tell(struct client *c, const char *bytes, size_t len)
{
    flush_queue(c);
    if (len > QUEUE - c->queued)
        dismiss(c);
    if (c->gone)
        return;
    memcpy(c->queue + c->queued, bytes, len);
    c->queued += len;
    flush_queue(c);
    if (c->queued > 0)
        pthread_cond_broadcast(&c->changed);
}

static void relay(struct client *from)
{
    size_t whole = from->held;
    while (whole > 0 && from->line[whole - 1] != '\n')
        whole--;
    if (whole > 0)
        welcome_all();
    for (struct client *c = room; c != NULL && whole > 0; c = c->next)
        if (c != from && !c->gone)
            tell(c, from->line, whole);
    from->held -= whole;
    memmove(from->line, from->line + whole, from->held);
    if (from->held == LINE)
        dismiss(from);
}

static void *receive(void *of)
{
    struct client *c = of;
    pthread_t thread;
    bool over = pthread_create(&thread, &detached, send_queue, c) != 0;
    if (over) {
        pthread_mutex_lock(&lock);
        c->empty_handed = true;
        dismiss(c);
        pthread_mutex_unlock(&lock);
    }
    while (!over) {
        ssize_t got = recv(c->socket, c->line + c->held, LINE - c->held, 0);
        if (got == -1 && (errno == EINTR || errno == EAGAIN))
            continue;
        pthread_mutex_lock(&lock);
        if (got > 0 && !c->gone) {
            c->held += (size_t)got;
            relay(c);
        }
        over = got <= 0 || c->gone;
        if (over && !c->gone)
            dismiss(c);
        pthread_mutex_unlock(&lock);
    }
    pthread_mutex_lock(&lock);
    while (!c->empty_handed)
        pthread_cond_wait(&c->changed, &lock);
    let_go(c);
    pthread_mutex_unlock(&lock);
    return NULL;
}

/* With the lock held. False if the client cannot be served. */
static bool welcome(net_socket s)
{
    pthread_t thread;
    int on = 1;
    struct client *c = present < MOST ? calloc(1, sizeof *c) : NULL;
    if (c == NULL)
        return false;
    net_nonblocking(s, false); /* some systems copy the listener's mode */
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, (void *)&on, sizeof on);
    c->socket = s;
    pthread_cond_init(&c->changed, NULL);
    if (pthread_create(&thread, &detached, receive, c) != 0) {
        pthread_cond_destroy(&c->changed);
        free(c);
        return false;
    }
    c->next = room; /* the thread waits for the lock before it needs this */
    room = c;
    present++;
    return true;
}

/* With the lock held: accept all waiting connections. */
static void welcome_all(void)
{
    while (!full) {
        net_socket s = accept(listener, NULL, NULL);
        if (s == NET_INVALID && net_would_block(net_error()))
            return;
        if (s == NET_INVALID && net_transient(net_error()))
            continue;
        if (s == NET_INVALID)
            complain("accept");
        else if (welcome(s))
            continue;
        else
            net_close(s);
        full = true;
    }
}

/* Wait, with the lock held, until somebody leaves or a second has passed. */
static void wait_for_room(void)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec++;
    while (full)
        if (pthread_cond_timedwait(&somebody_left, &lock, &end) != 0)
            full = false;
}

int main(int argc, char **argv)
{
    listener = listen_on(port_from_args(argc, argv, 9003));
    if (net_nonblocking(listener, true) == -1)
        die("fcntl");
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&detached, STACK);
    for (;;) {
        struct pollfd door = {.fd = listener, .events = POLLIN};
        if (poll(&door, 1, -1) == -1 && errno != EINTR)
            die("poll");
        pthread_mutex_lock(&lock);
        welcome_all();
        if (full)
            wait_for_room();
        pthread_mutex_unlock(&lock);
    }
}
