/* chat_load.c - how many lines a second lab 6's chat delivers, compared with
 * another server, its twin.
 *
 * usage: bench-chat_load SERVER TWIN [CLIENTS TALKERS BYTES]
 *
 * Both servers run, each with its clients, which are all in one thread of ours.
 * In a round every talker sends some lines at once; the round ends when all
 * clients have received all lines. The two servers take turns, round by round.
 * Every byte is counted. A round is so small that no queue can overflow.
 * CLIENTS TALKERS BYTES measures this one case instead of the table; BYTES is
 * without the newline. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench.h"
#include "observe.h"
#include "server.h"

enum {
    MOST = 500,            /* clients of one server */
    LONGEST = 64 * 1024,   /* line, as lab 6 has it */
    LINES = 16,            /* most lines of a talker in a round, */
    IN_QUEUE = 128 * 1024, /* ...most bytes for one client in a round, */
    DELIVERIES = 20000,    /* ...about as many to all clients together */
    WARM = 3,              /* rounds that are not counted, */
    LEAST = 9,             /* ...least rounds that are counted, */
    ROUNDS = 4000,         /* ...most rounds that are counted */
    CELL_MS = 1000,        /* about the time for both servers */
    STALL = 30,            /* ms of waiting for a byte that count as a stall */
    PATIENCE = 5000,       /* ms of waiting after which we give up */
    PIECE = 256 * 1024,
};
static const double WANTED = 0.9;

struct cell {
    int clients, talkers;
    size_t bytes;
};

static const struct cell cells[] = {
    {2, 1, 64},    {10, 1, 64},    {10, 5, 64},      {100, 1, 64},
    {100, 50, 64}, {500, 1, 64},   {500, 250, 64},   {10, 1, 1},
    {10, 1, 1024}, {10, 1, 16384}, {10, 1, LONGEST},
};
enum { CELLS = sizeof cells / sizeof *cells };

struct client {
    int fd;
    size_t heard, wanted, unsaid; /* bytes received, demanded, to be sent */
};

/* A server, its clients, and what was measured. */
struct room {
    const char *name;
    struct check server;
    struct client clients[MOST];
    int ready; /* the epoll descriptor */
    size_t missing, unsaid;
    double rounds[ROUNDS];
    int round_count;
    double used; /* milliseconds of processor time */
    double median, longest;
    int stalls; /* waits without a byte while the server slept */
};

static struct room rooms[2];
static char said[IN_QUEUE]; /* the line that all talkers send, repeated */
static size_t length;       /* ...its length, with the newline */
static struct {
    int cells, good, rounds, stalls;
} sum; /* of the server, and not of its twin */

/* --- one round ----------------------------------------------------------- */

static int lines_in_round(const struct cell *cell)
{
    size_t talkers = (size_t)cell->talkers, others = (size_t)cell->clients - 1;
    size_t fit = IN_QUEUE / (length * talkers);
    size_t quick = DELIVERIES / (talkers * others);
    size_t lines = fit < quick ? fit : quick;
    return lines < 1 ? 1 : lines > LINES ? LINES : (int)lines;
}

/* How many lines all clients together receive in a round. */
static double lines_heard(const struct cell *cell)
{
    return (double)lines_in_round(cell) * cell->talkers * (cell->clients - 1);
}

/* Each client receives what all others send. */
static void plan_round(struct room *r, const struct cell *cell)
{
    size_t each = length * (size_t)lines_in_round(cell);
    r->unsaid = each * (size_t)cell->talkers;
    for (int i = 0; i < cell->clients; i++) {
        struct client *c = &r->clients[i];
        c->unsaid = i < cell->talkers ? each : 0;
        c->wanted += r->unsaid - c->unsaid;
        r->missing += r->unsaid - c->unsaid;
    }
}

/* Every talker sends its lines, as far as the kernel takes them. */
static void speak(struct room *r, const struct cell *cell)
{
    size_t each = length * (size_t)lines_in_round(cell);
    for (int i = 0; i < cell->talkers; i++) {
        struct client *c = &r->clients[i];
        if (c->unsaid == 0)
            continue;
        const char *rest = said + each - c->unsaid;
        ssize_t taken = send(c->fd, rest, c->unsaid, MSG_NOSIGNAL);
        if (taken == -1 && errno != EAGAIN)
            bench_die("%s: client %d cannot speak: %s", r->name, i,
                      strerror(errno));
        if (taken > 0) {
            c->unsaid -= (size_t)taken;
            r->unsaid -= (size_t)taken;
        }
    }
}

/* Are the first and the last of these bytes the expected ones? */
static bool in_place(const struct client *c, const char *piece, size_t len)
{
    return piece[0] == said[c->heard % length] &&
           piece[len - 1] == said[(c->heard + len - 1) % length];
}

static void hear_one(struct room *r, struct client *c)
{
    static char piece[PIECE];
    int number = (int)(c - r->clients);
    ssize_t got = recv(c->fd, piece, sizeof piece, 0);
    if (got == -1 && errno == EAGAIN)
        return;
    if (got <= 0)
        bench_die("%s: client %d was dropped", r->name, number);
    size_t len = (size_t)got;
    if (len > c->wanted - c->heard)
        bench_die("%s: client %d hears %zu bytes that nobody has said", r->name,
                  number, len - (c->wanted - c->heard));
    if (!in_place(c, piece, len))
        bench_die("%s: client %d hears other bytes than were said", r->name,
                  number);
    c->heard += len;
    r->missing -= len;
}

/* Wait until bytes come. If the server sleeps meanwhile, it has stalled; if it
 * only lacks processor time, it has not. */
static int wait_for_bytes(struct room *r, struct epoll_event *events)
{
    for (int waited = 0; waited < PATIENCE; waited += STALL) {
        int count = epoll_wait(r->ready, events, MOST, STALL);
        if (count != 0)
            return count;
        r->stalls += waited == 0 && observe_asleep(r->server.server.pid);
    }
    bench_die("%s: %zu bytes were said and not heard in %d s", r->name,
              r->missing, PATIENCE / 1000);
}

static void hear(struct room *r, bool wait)
{
    static struct epoll_event events[MOST];
    int count = wait ? wait_for_bytes(r, events)
                     : epoll_wait(r->ready, events, MOST, 0);
    if (count == -1 && errno != EINTR)
        bench_die("epoll_wait: %s", strerror(errno));
    for (int i = 0; i < count; i++)
        hear_one(r, events[i].data.ptr);
}

static double play_round(struct room *r, const struct cell *cell)
{
    double start = bench_ms();
    plan_round(r, cell);
    while (r->unsaid > 0 || r->missing > 0) {
        speak(r, cell);
        hear(r, r->unsaid == 0);
    }
    return bench_ms() - start;
}

/* --- one cell ------------------------------------------------------------ */

static void enter(struct room *r, const struct cell *cell, const char *program)
{
    r->name = strrchr(program, '/') ? strrchr(program, '/') + 1 : program;
    r->missing = r->unsaid = 0;
    r->round_count = 0;
    r->ready = epoll_create1(EPOLL_CLOEXEC);
    server_start(&r->server, program);
    for (int i = 0; i < cell->clients; i++) {
        struct client *c = &r->clients[i];
        *c = (struct client){.fd = server_connect(&r->server)};
        struct epoll_event wish = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(r->ready, EPOLL_CTL_ADD, c->fd, &wish) == -1)
            bench_die("epoll_ctl: %s", strerror(errno));
    }
    server_lets_all_in(&r->server);
}

static void leave(struct room *r, const struct cell *cell)
{
    hear(r, false); /* ends us if there is a byte too many */
    for (int i = 0; i < cell->clients; i++)
        close(r->clients[i].fd);
    close(r->ready);
    check_stop_server(&r->server);
}

/* The servers play rounds in turn, so that load disturbs both alike. */
static void play_rounds(const struct cell *cell)
{
    double end = 0;
    for (int i = -WARM; i < ROUNDS && (i < LEAST || bench_ms() < end); i++) {
        for (struct room *r = rooms; r < rooms + 2; r++) {
            if (i == 0) {
                r->used = server_cpu_ms(&r->server);
                r->stalls = 0;
            }
            double took = play_round(r, cell);
            if (i >= 0)
                r->rounds[r->round_count++] = took;
        }
        if (i == -1)
            end = bench_ms() + CELL_MS;
    }
    for (struct room *r = rooms; r < rooms + 2; r++)
        r->used = server_cpu_ms(&r->server) - r->used;
}

static void judge(struct room *r)
{
    r->median = bench_median(r->rounds, r->round_count); /* it sorts them */
    r->longest = r->rounds[r->round_count - 1];
}

/* The server's rate divided by its twin's, from pairs of successive rounds: a
 * change of the machine's speed affects both of a pair. */
static double ratio_of_rates(const struct room *server, const struct room *twin)
{
    static double each[ROUNDS];
    for (int i = 0; i < server->round_count; i++)
        each[i] = twin->rounds[i] / server->rounds[i];
    return bench_median(each, server->round_count);
}

static void print_cell(const struct cell *cell)
{
    struct room *a = &rooms[0], *b = &rooms[1];
    double lines = lines_heard(cell), ratio = ratio_of_rates(a, b);
    judge(a);
    judge(b);
    printf("%7d %4d %5zu %7.1f %7.1f %6.2f %6.2f %8.1f %6.0f %5d %8.1f\n",
           cell->clients, cell->talkers, cell->bytes, lines / a->median,
           lines / b->median, ratio, a->used / b->used, a->longest,
           a->longest / a->median, a->stalls, b->longest);
    fflush(stdout);
    sum.cells++;
    sum.good += ratio >= WANTED;
    sum.rounds += a->round_count;
    sum.stalls += a->stalls;
}

static void play_cell(const struct cell *cell, char **programs)
{
    length = cell->bytes + 1;
    for (size_t i = 0; i < sizeof said; i++)
        said[i] =
            i % length == cell->bytes ? '\n' : (char)('a' + i % length % 26);
    for (int i = 0; i < 2; i++)
        enter(&rooms[i], cell, programs[i]);
    play_rounds(cell);
    for (int i = 0; i < 2; i++)
        leave(&rooms[i], cell);
    print_cell(cell);
}

/* --- the table ----------------------------------------------------------- */

static void print_head(void)
{
    printf("%33s %13s %21s %8s\n", "1000 lines/s", "server/twin",
           "the server's rounds", "twin's");
    printf("%7s %4s %5s %7s %7s %6s %6s %8s %6s %5s %8s\n", "clients", "talk",
           "bytes", "server", "twin", "rate", "cpu", "longest", "x med.",
           "stall", "longest");
}

static void print_sum(void)
{
    printf("\nrate at least %.2f of the twin\'s: in %d of %d rows; wanted: in "
           "all\nstalls, all asleep for 30 ms: %d in %d rounds; "
           "wanted: none\n",
           WANTED, sum.good, sum.cells, sum.stalls, sum.rounds);
}

static bool read_cell(struct cell *cell, char **words)
{
    int bytes = atoi(words[2]);
    *cell = (struct cell){atoi(words[0]), atoi(words[1]), (size_t)bytes};
    return cell->clients >= 2 && cell->clients <= MOST && cell->talkers >= 1 &&
           cell->talkers <= cell->clients && bytes >= 1 && bytes <= LONGEST &&
           cell->bytes * (size_t)cell->talkers < IN_QUEUE;
}

int main(int argc, char **argv)
{
    struct cell one;
    if ((argc != 3 && argc != 6) || (argc == 6 && !read_cell(&one, argv + 3))) {
        fprintf(stderr, "usage: bench-chat_load SERVER TWIN "
                        "[CLIENTS TALKERS BYTES]\n");
        return 2;
    }
    paths_init(argv[0]);
    server_raise_our_limit();
    print_head();
    if (argc == 6)
        play_cell(&one, argv + 1);
    for (size_t i = 0; argc == 3 && i < CELLS; i++)
        play_cell(&cells[i], argv + 1);
    print_sum();
    return 0;
}
