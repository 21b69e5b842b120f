/* spy_record.c - see spy_inside.h: the log of calls.
 *
 * SPY_LOG is the number of a descriptor that the program has inherited. The spy
 * closes it before main() begins, so the program's own descriptors have the
 * same numbers as without a spy. */
#include <errno.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "spy_inside.h"

static struct spy_log own;
struct spy_log *spy_log = &own;

int __real_close(int fd); /* the function of libc: ld(1), --wrap */

/* This thread's place in the log, and its last rows. */
enum { LATELY = 4, SEPARATE = 256 };
static _Thread_local struct spy_actor *actor;
static _Thread_local int32_t pid;
static _Thread_local struct spy_call *lately[LATELY];
static _Thread_local unsigned newest;

static int take_base(struct dl_phdr_info *first, size_t size, void *base)
{
    (void)size;
    *(uint64_t *)base = first->dlpi_addr;
    return 1; /* stop: the first object is the program itself */
}

__attribute__((constructor(101))) static void open_log(void)
{
    const char *number = getenv("SPY_LOG");
    if (number == NULL)
        return;
    int fd = atoi(number);
    void *shared =
        mmap(NULL, sizeof *spy_log, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        return;
    __real_close(fd);
    unsetenv("SPY_LOG");
    spy_log = shared;
    spy_log->size = sizeof *spy_log;
    dl_iterate_phdr(take_base, &spy_log->base);
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Take this place if it still belongs to thread `tid` (0: to none). */
static bool take_place(struct spy_actor *a, int32_t tid)
{
    if (!__atomic_compare_exchange_n(&a->tid, &tid, (int32_t)gettid(), false,
                                     __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
        return false;
    a->call.times = 0;
    a->pid = pid;
    return true;
}

/* Signal 0 only asks whether the thread exists. Older C libraries have no
 * wrapper for tgkill(2). */
static bool has_ended(const struct spy_actor *a, int32_t tid)
{
    int saved = errno;
    bool gone = syscall(SYS_tgkill, a->pid, tid, 0) == -1 && errno == ESRCH;
    errno = saved;
    return gone;
}

/* A free place, or the place of a thread that has ended. Place 0 always stays
 * the main thread's. If all places are taken, the threads share the last one,
 * which the harness does not read: its pid stays 0. */
static struct spy_actor *find_place(void)
{
    struct spy_actor *all = spy_log->actors;
    for (int i = 0; i < SPY_ACTORS - 1; i++)
        if (take_place(&all[i], 0))
            return &all[i];
    for (int i = 1; i < SPY_ACTORS - 1; i++) {
        int32_t tid = all[i].tid;
        if (has_ended(&all[i], tid) && take_place(&all[i], tid))
            return &all[i];
    }
    return &all[SPY_ACTORS - 1];
}

void spy_begin_child(void)
{
    actor = NULL;
    memset(lately, 0, sizeof lately);
}

struct spy_call spy_begin(enum spy_name name, int fd, void *from, void *above)
{
    struct spy_call c = {.name = (uint16_t)name, .fd = fd, .began = now()};
    if (actor == NULL) {
        pid = (int32_t)getpid();
        actor = find_place();
    }
    c.pid = pid;
    c.from[0] = (uint64_t)(uintptr_t)from;
    c.from[1] = (uint64_t)(uintptr_t)above;
    actor->call = c;
    actor->call.times = 1;
    return c;
}

void spy_update(const struct spy_call *c)
{
    actor->call = *c;
    actor->call.times = 1;
}

static bool is_same(const struct spy_call *a, const struct spy_call *b)
{
    return a->name == b->name && a->fd == b->fd && a->result == b->result &&
           a->error == b->error && a->from[0] == b->from[0] &&
           a->from[1] == b->from[1] && a->length_in == b->length_in &&
           memcmp(a->arg, b->arg, sizeof a->arg) == 0 &&
           memcmp(a->head, b->head, sizeof a->head) == 0;
}

/* Can an earlier row count this call? The first rows keep the order of calls:
 * there only a call equal to the one before is counted. Later, a call equal to
 * any of the last rows is: an endless loop then needs only a few rows. */
static bool is_counted(const struct spy_call *c)
{
    unsigned last = (newest + LATELY - 1) % LATELY;
    bool any = spy_log->count >= SEPARATE;
    for (unsigned i = any ? 0 : last; i < (any ? LATELY : last + 1); i++)
        if (lately[i] && lately[i]->pid == c->pid && is_same(lately[i], c)) {
            lately[i]->ended = c->ended;
            lately[i]->times++;
            return true;
        }
    return false;
}

static void add(struct spy_call *c)
{
    uint32_t n = __atomic_fetch_add(&spy_log->count, 1, __ATOMIC_SEQ_CST);
    if (n >= SPY_FIRST)
        n = SPY_FIRST + (n - SPY_FIRST) % SPY_RING;
    struct spy_call *row = &spy_log->rows[n];
    row->times = 0;
    *row = *c;
    __atomic_store_n(&row->times, 1, __ATOMIC_SEQ_CST);
    lately[newest++ % LATELY] = row;
}

void spy_end(struct spy_call *c, long long result)
{
    int saved = errno;
    c->result = result;
    c->error = result == -1 ? saved : 0;
    c->ended = now();
    if (actor)
        actor->call.times = 0;
    if (!is_counted(c))
        add(c);
    errno = saved;
}

void spy_note_address(struct spy_call *c, const struct sockaddr *a,
                      socklen_t len)
{
    struct {
        uint16_t family, port;
        uint32_t ip;
    } in = {0};
    if (a == NULL || len < sizeof in)
        return;
    memcpy(&in, a, sizeof in);
    c->family = in.family;
    c->port = in.port;
    c->ip = in.ip;
}
