/* channel.c - see channel.h. */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "lack.h"
#include "must.h"
#include "observe.h"

enum { CHANNELS = 2048, PROGRAMS = 16, PIECE = 64 * 1024 };
/* A look at the programs every 20 ms; in any case an end after 20 times the
 * quiet that was asked for, by the clock below. One that moves all the time,
 * without ever doing what is waited for, gets 15 times as much. Who has
 * ended is not waited for, but what it has left on the wire is. */
enum { SLICE = 20, LONGEST = 20, ENDLESS = 15, GONE = 100 };

static struct channel *channels[CHANNELS];
static int channel_count;
static struct {
    pid_t pid, box;
    const struct channel *status;
} programs[PROGRAMS];
static int program_count;
static bool ever_watched;

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
    c->in_len = c->in_cap = c->out_len = 0;
    c->ended = true;
}

/* Some 64 KiB are enough for anybody who looks back. */
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

/* Windows text: a \r waits for what comes behind it. */
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

/* Take one datagram. An ICMP error concerns an earlier one: nothing ends. */
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

/* A client that has made many connections, which nobody waits for, has used up
 * our descriptors itself. With fewer it is our lack; no more can be taken. */
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

/* Take one piece. A raw terminal says EIO when its last user is gone. */
static void take_bytes(struct channel *c, char *piece)
{
    ssize_t got = read(c->fd, piece, PIECE);
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
    c->flooded = c->in_len > c->limit;
}

static ssize_t put(int fd, const char *bytes, size_t len)
{
    ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);
    return sent == -1 && errno == ENOTSOCK ? write(fd, bytes, len) : sent;
}

static void put_out(struct channel *c)
{
    ssize_t sent = put(c->fd, c->out, c->out_len);
    if (sent == -1 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent == -1) { /* nobody will ever take it; what came is still ours */
        c->reset = c->reset || errno == ECONNRESET;
        c->out_len = 0;
        return;
    }
    c->out_len -= (size_t)sent;
    memmove(c->out, c->out + sent, c->out_len);
}

void channel_send(struct channel *c, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    c->out = must_realloc(c->out, c->out_len + len);
    memcpy(c->out + c->out_len, bytes, len);
    c->out_len += len;
    put_out(c); /* at once, so that two who speak keep their order */
}

/* Our side has said it all: FIN on a socket, end of file on a pipe. */
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

/* One round over all channels; true if any byte moved or an end was seen. */
static bool pump_once(int ms)
{
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
    }
    return true;
}

/* --- waiting -------------------------------------------------------------- */

long long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void pump_watch(pid_t pid, pid_t box, const struct channel *status)
{
    ever_watched = true;
    if (program_count == PROGRAMS)
        return;
    programs[program_count].pid = pid;
    programs[program_count].box = box;
    programs[program_count++].status = status;
}

void pump_unwatch(pid_t pid)
{
    for (int i = 0; i < program_count; i++)
        if (programs[i].pid == pid)
            programs[i] = programs[--program_count];
}

static bool all_asleep(void)
{
    for (int i = 0; i < program_count; i++)
        if (!observe_asleep(programs[i].pid) ||
            !observe_box_asleep(programs[i].box, programs[i].pid))
            return false;
    return true;
}

/* Nobody is left who could say a word: all that were watched have ended. */
static bool all_gone(void)
{
    for (int i = 0; i < program_count; i++)
        if (programs[i].status->in_len == 0 && !programs[i].status->ended)
            return false;
    return ever_watched;
}

static bool floods_matter = true; /* not to who waits for a box */

static bool any_flooded(void)
{
    for (int i = 0; i < channel_count && floods_matter; i++)
        if (channels[i]->flooded)
            return true;
    return false;
}

static long cpu_used(void)
{
    long sum = 0;
    for (int i = 0; i < program_count; i++) {
        long one = observe_cpu_ms(programs[i].pid);
        sum += one > 0 ? one : 0;
    }
    return sum;
}

/* Milliseconds that were ours or the programs', not those of others on a busy
 * machine: a round that takes longer than it should counts as one that does. */
struct clock {
    long long read;  /* when it was read last */
    long long round; /* what has passed between the last two readings */
};

static struct clock from_now(void)
{
    return (struct clock){.read = milliseconds()};
}

static void read_clock(struct clock *c)
{
    long long now = milliseconds();
    c->round = now - c->read < 2 * SLICE ? now - c->read : 2 * SLICE;
    c->read = now;
}

/* For how long nothing has moved; and how long all have slept since then; and
 * the processor time used by the first look at them, -1 before it. */
struct stillness {
    long long stood, slept;
    long cpu;
};

static void look(struct stillness *s, long long round)
{
    if (s->cpu == -1)
        s->cpu = cpu_used();
    s->slept = all_asleep() ? s->slept + round : 0;
}

/* How many times the patience with a silent program one that works is given. */
static int busy_after = 2;

void pump_hurry(void)
{
    busy_after = 1;
}

static int patient = 1;

void pump_patience(int times)
{
    patient = times;
}

/* How far is the patience gone after one more round? DONE: not yet. */
static enum wait patience(struct stillness *s, long long round, bool moved,
                          long quiet_ms)
{
    s->stood += round;
    if (moved)
        *s = (struct stillness){.cpu = -1};
    if (s->stood < SLICE)
        return DONE;
    look(s, round);
    if (s->slept >= quiet_ms || (s->stood >= GONE && all_gone()))
        return SILENT;
    if (cpu_used() - s->cpu >= busy_after * quiet_ms ||
        s->stood >= LONGEST * quiet_ms)
        return BUSY;
    return DONE;
}

enum wait pump_until(bool (*done)(void *), void *arg, long quiet_ms)
{
    quiet_ms *= patient;
    struct stillness s = {.cpu = -1};
    struct clock c = from_now();
    long long spent = 0;
    while (!done(arg)) {
        if (any_flooded())
            return FLOODED;
        if (spent > ENDLESS * quiet_ms)
            return BUSY;
        bool moved = pump_once(SLICE);
        read_clock(&c);
        spent += c.round;
        enum wait gone = patience(&s, c.round, moved, quiet_ms);
        if (gone == SILENT && pump_once(0)) /* it has spoken, and slept again */
            s = (struct stillness){.cpu = -1};
        else if (gone != DONE)
            return done(arg) ? DONE : gone;
    }
    return DONE;
}

enum wait pump_past_floods(bool (*done)(void *), void *arg, long quiet_ms)
{
    floods_matter = false;
    enum wait wait = pump_until(done, arg, quiet_ms);
    floods_matter = true;
    return wait;
}
