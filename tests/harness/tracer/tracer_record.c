/* tracer_record.c - the log of calls: spy_log.h. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "tracer_inside.h"

/* So many calls have a row of their own, in the beginning. */
enum { SEPARATE = 256 };

int64_t record_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* --- who is in which call ------------------------------------------------- */

/* Threads that have ended keep their places until others need them. */
static bool has_ended[SPY_ACTORS];

/* A place among the actors; the first one is that of the program's main thread.
 * If all are taken, the last is everybody's, and says nothing. */
static struct spy_actor *find_place(const struct thread *t)
{
    struct spy_actor *all = tracer_log->actors;
    if (t->tid == tracer_program)
        return &all[0];
    for (int i = 1; i < SPY_ACTORS - 1; i++)
        if (all[i].tid == 0)
            return &all[i];
    for (int i = 1; i < SPY_ACTORS - 1; i++)
        if (has_ended[i])
            return &all[i];
    return &all[SPY_ACTORS - 1];
}

static void take_place(struct thread *t)
{
    struct spy_actor *a = t->actor = find_place(t);
    has_ended[a - tracer_log->actors] = false;
    a->call.times = 0;
    a->pid = t->in->pid;
    a->tid = t->tid;
}

void record_now(struct thread *t)
{
    if (t->actor == NULL)
        take_place(t);
    t->actor->call = t->now.row;
    t->actor->call.times = 1;
}

void record_forget(struct thread *t)
{
    if (t->actor)
        has_ended[t->actor - tracer_log->actors] = true;
    t->actor = NULL;
}

/* --- rows ----------------------------------------------------------------- */

static bool is_same(const struct spy_call *a, const struct spy_call *b)
{
    return a->pid == b->pid && a->name == b->name && a->fd == b->fd &&
           a->result == b->result && a->error == b->error &&
           a->from[0] == b->from[0] && a->from[1] == b->from[1] &&
           a->length_in == b->length_in &&
           memcmp(a->arg, b->arg, sizeof a->arg) == 0 &&
           memcmp(a->head, b->head, sizeof a->head) == 0;
}

/* Among this thread's last rows, that of a call is the first now. */
static void put_first(struct thread *t, int i, struct spy_call *row)
{
    for (; i > 0; i--)
        t->lately[i] = t->lately[i - 1];
    t->lately[0] = row;
}

/* A loop that goes on in the same way for ever has a row for each of its calls,
 * not one for each time. But in the beginning the order is kept: there only a
 * call that follows its like is counted. */
static bool is_counted(struct thread *t, const struct spy_call *c)
{
    int most = tracer_log->count >= SEPARATE ? LATELY : 1;
    for (int i = 0; i < most; i++) {
        struct spy_call *row = t->lately[i];
        if (row && is_same(row, c)) {
            row->ended = c->ended;
            row->times++;
            put_first(t, i, row);
            return true;
        }
    }
    return false;
}

static void add(struct thread *t, const struct spy_call *c)
{
    uint32_t n = tracer_log->count++;
    if (n >= SPY_FIRST)
        n = SPY_FIRST + (n - SPY_FIRST) % SPY_RING;
    struct spy_call *row = &tracer_log->rows[n];
    *row = *c;
    row->times = 1;
    put_first(t, LATELY - 1, row);
}

void record_end(struct thread *t, struct call *c, int64_t result)
{
    struct spy_call *row = &c->row;
    bool failed = result < 0 && result >= -4095;
    row->result = failed ? -1 : result;
    row->error = failed ? (int32_t)-result : 0;
    row->ended = record_time();
    if (c->kind->end)
        c->kind->end(t, c, row->result);
    if (t->actor)
        t->actor->call.times = 0;
    if (row->name >= SPY_SEND && row->name <= SPY_WRITE && row->result > 0)
        tracer_log->moves++;
    if (!is_counted(t, row))
        add(t, row);
}
