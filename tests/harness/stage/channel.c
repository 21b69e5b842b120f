/* channel.c - see channel.h. */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "lack.h"
#include "must.h"

enum { CHANNELS = 2048, PIECE = 64 * 1024 };

static struct channel *channels[CHANNELS]; /* all that are open */
static int channel_count;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

void channel_open(struct channel *c, int fd, enum channel_kind kind,
                  size_t limit)
{
    *c = (struct channel){.fd = fd, .kind = kind, .limit = limit};
    if (fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) == -1)
        fail("fcntl");
    if (channel_count == CHANNELS) {
        fprintf(stderr, "harness: more than %d channels\n", CHANNELS);
        exit(1);
    }
    channels[channel_count++] = c;
}

void channel_close(struct channel *c)
{
    for (int i = 0; i < channel_count; i++)
        if (channels[i] == c)
            channels[i] = channels[--channel_count];
    if (c->fd >= 0)
        close(c->fd);
    free(c->in);
    free(c->out);
    free(c->past);
    c->fd = -1;
    c->in = c->out = c->past = NULL;
    c->in_len = c->in_cap = c->out_at = c->out_len = 0;
    c->ended = true;
}

/* Keep what is taken. The first 64 KiB are enough for reports. */
static void keep_past(struct channel *c, size_t n)
{
    if (c->past_len >= 65536)
        return;
    c->past = must_realloc(c->past, c->past_len + n + 1);
    memcpy(c->past + c->past_len, c->in, n);
    c->past_len += n;
    c->past[c->past_len] = '\0';
}

void channel_take(struct channel *c, size_t n)
{
    if (c->keeps)
        keep_past(c, n);
    c->in_len -= n;
    memmove(c->in, c->in + n, c->in_len);
}

void channel_end(struct channel *c)
{
    c->end_out = true;
}

bool channel_datagram(const struct channel *c, const char **bytes, size_t *len)
{
    if (c->in_len == 0)
        return false;
    memcpy(len, c->in, sizeof *len);
    *bytes = c->in + sizeof *len;
    return true;
}

void channel_take_datagram(struct channel *c)
{
    const char *bytes;
    size_t len;
    if (channel_datagram(c, &bytes, &len))
        channel_take(c, sizeof len + len);
}

int channel_take_connection(struct channel *c)
{
    int fd;
    if (c->in_len < sizeof fd)
        return -1;
    memcpy(&fd, c->in, sizeof fd);
    channel_take(c, sizeof fd);
    return fd;
}

/* --- moving bytes --------------------------------------------------------- */

static void keep(struct channel *c, const char *bytes, size_t len)
{
    while (c->in_len + len > c->in_cap) {
        c->in_cap = c->in_cap ? 2 * c->in_cap : 4096;
        c->in = must_realloc(c->in, c->in_cap);
    }
    memcpy(c->in + c->in_len, bytes, len);
    c->in_len += len;
}

void channel_text(struct channel *c)
{
    keep(c, "", 1);
    c->in_len--;
}

/* Keep Windows text: a \r is kept once the next byte is no \n. */
static void keep_text(struct channel *c, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (c->cr && bytes[i] != '\n')
            keep(c, "\r", 1);
        c->cr = bytes[i] == '\r';
        if (!c->cr)
            keep(c, bytes + i, 1);
    }
}

static void lose(struct channel *c, bool reset)
{
    if (c->cr)
        keep(c, "\r", 1);
    c->cr = false;
    c->ended = true;
    c->reset = c->reset || reset;
}

/* Read one datagram. An ICMP error is about one that was sent before: then the
 * channel has not ended. */
static void take_datagram(struct channel *c, char *piece)
{
    c->from_len = sizeof c->from;
    ssize_t got = recvfrom(c->fd, piece, PIECE, 0, (struct sockaddr *)&c->from,
                           &c->from_len);
    if (got == -1)
        return;
    size_t len = (size_t)got;
    keep(c, (const char *)&len, sizeof len);
    keep(c, piece, len);
}

/* Accept one connection. If there are no descriptors left for it, the client is
 * to blame if it has made MANY connections that no line of the conversation has
 * taken; else the harness lacks descriptors. */
static void take_connection(struct channel *c)
{
    enum { MANY = 100 };
    int fd = accept4(c->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd != -1) {
        keep(c, (const char *)&fd, sizeof fd);
        return;
    }
    if (c->in_len < MANY * sizeof fd)
        lack_note("accept4");
    c->ended = errno == EMFILE || errno == ENFILE || errno == ENOMEM;
}

/* Read one piece. A raw terminal fails with EIO once no process has it open. */
static void take_bytes(struct channel *c, char *piece)
{
    ssize_t got = read(c->fd, piece, PIECE);
    c->alone += got > 0 ? (size_t)got : 0;
    if (got > 0)
        (c->crlf ? keep_text : keep)(c, piece, (size_t)got);
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        lose(c, got == -1 && errno == ECONNRESET);
}

static void take_in(struct channel *c)
{
    static char piece[PIECE];
    if (c->kind == STREAM)
        take_bytes(c, piece);
    else if (c->kind == DATAGRAMS)
        take_datagram(c, piece);
    else
        take_connection(c);
    c->flooded = (c->aside ? c->alone : c->in_len) > c->limit;
}

static ssize_t put(int fd, const char *bytes, size_t len)
{
    ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);
    return sent == -1 && errno == ENOTSOCK ? write(fd, bytes, len) : sent;
}

static void put_out(struct channel *c)
{
    ssize_t sent = put(c->fd, c->out + c->out_at, c->out_len);
    if (sent == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent == -1) { /* it can never be sent, but what came is kept */
        c->reset = c->reset || errno == ECONNRESET;
        c->out_len = c->out_at = 0;
        return;
    }
    c->out_len -= (size_t)sent; /* to move the rest would take long, often */
    c->out_at = c->out_len > 0 ? c->out_at + (size_t)sent : 0;
}

void channel_send(struct channel *c, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    if (c->out_at > 0)
        memmove(c->out, c->out + c->out_at, c->out_len);
    c->out_at = 0;
    c->out = must_realloc(c->out, c->out_len + len);
    memcpy(c->out + c->out_len, bytes, len);
    c->out_len += len;
    put_out(c); /* at once: two peers that send keep their order */
}

/* Close our side: a FIN on a socket, the end of file on a pipe. */
static void finish(struct channel *c)
{
    c->end_out = false;
    if (shutdown(c->fd, SHUT_WR) == -1 && errno == ENOTSOCK) {
        close(c->fd);
        c->fd = -1;
        c->ended = true;
    }
}

static short interest(const struct channel *c)
{
    short events = 0;
    if (!c->ended && !c->deaf && !c->flooded)
        events |= POLLIN;
    if (c->out_len > 0)
        events |= POLLOUT;
    return events;
}

/* Something else has moved: what came aside was told of it. */
static void forget_alone(void)
{
    for (int i = 0; i < channel_count; i++)
        channels[i]->alone = 0;
}

bool channels_move(int ms)
{
    bool moved = false;
    struct pollfd polls[CHANNELS];
    for (int i = 0; i < channel_count; i++) {
        struct channel *c = channels[i];
        if (c->end_out && c->out_len == 0 && c->fd >= 0)
            finish(c);
        short events = interest(c);
        polls[i] = (struct pollfd){.fd = events ? c->fd : -1, .events = events};
    }
    int count = channel_count;
    if (poll(polls, (nfds_t)count, ms) <= 0)
        return false;
    for (int i = 0; i < count; i++) {
        if (polls[i].revents & (POLLIN | POLLHUP | POLLERR) &&
            polls[i].events & POLLIN)
            take_in(channels[i]);
        if (polls[i].revents & (POLLOUT | POLLERR) && polls[i].events & POLLOUT)
            put_out(channels[i]);
        moved |= polls[i].revents && !channels[i]->aside;
    }
    if (moved)
        forget_alone();
    return moved;
}

bool channels_flooded(void)
{
    for (int i = 0; i < channel_count; i++)
        if (channels[i]->flooded)
            return true;
    return false;
}
