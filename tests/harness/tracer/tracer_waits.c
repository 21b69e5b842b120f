/* tracer_waits.c - rows of calls that wait for several descriptors. */
#include <poll.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

#include "tracer_inside.h"

enum { POLLED = 256 };

/* --- limits --------------------------------------------------------------- */

/* Milliseconds; -1: without an end. */
static int64_t of_timespec(struct thread *t, uint64_t from)
{
    struct timespec limit;
    if (!memory_read(t, from, &limit, sizeof limit))
        return -1;
    return limit.tv_sec * 1000 + limit.tv_nsec / 1000000;
}

/* --- select() ------------------------------------------------------------- */

/* The descriptors below 64 that are in a set. */
static int64_t mask_of(struct thread *t, uint64_t set)
{
    int64_t mask;
    return memory_read(t, set, &mask, sizeof mask) ? mask : 0;
}

static void begin_sets(struct thread *t, int64_t ms)
{
    struct call *c = &t->now;
    c->row.nfds = (int)c->arg[0];
    c->row.set_in = mask_of(t, c->arg[1]);
    c->row.set_out = mask_of(t, c->arg[2]);
    c->row.timeout_ms = ms;
}

#ifdef SYS_select
static void begin_select(struct thread *t)
{
    struct timeval limit;
    bool known = memory_read(t, t->now.arg[4], &limit, sizeof limit);
    begin_sets(t, known ? limit.tv_sec * 1000 + limit.tv_usec / 1000 : -1);
}
#endif

static void begin_pselect(struct thread *t)
{
    begin_sets(t, of_timespec(t, t->now.arg[4]));
}

static void end_sets(struct thread *t, struct call *c, int64_t ready)
{
    c->row.ready_in = ready > 0 ? mask_of(t, c->arg[1]) : 0;
    c->row.ready_out = ready > 0 ? mask_of(t, c->arg[2]) : 0;
}

/* --- poll() --------------------------------------------------------------- */

static int64_t mask_of_poll(const struct pollfd *of, uint64_t count,
                            short event, bool after)
{
    uint64_t mask = 0;
    for (uint64_t i = 0; i < count; i++)
        if (of[i].fd >= 0 && of[i].fd < 64 &&
            (after ? of[i].revents : of[i].events) & event)
            mask |= (uint64_t)1 << of[i].fd;
    return (int64_t)mask;
}

static uint64_t read_polled(struct thread *t, const struct call *c,
                            struct pollfd of[POLLED])
{
    uint64_t count = c->arg[1] < POLLED ? c->arg[1] : POLLED;
    return count && memory_read(t, c->arg[0], of, count * sizeof *of) ? count
                                                                      : 0;
}

static void begin_polled(struct thread *t, int64_t ms)
{
    struct pollfd of[POLLED];
    struct call *c = &t->now;
    uint64_t count = read_polled(t, c, of);
    c->row.nfds = (int64_t)c->arg[1];
    c->row.set_in = mask_of_poll(of, count, POLLIN, false);
    c->row.set_out = mask_of_poll(of, count, POLLOUT, false);
    c->row.timeout_ms = ms;
}

#ifdef SYS_poll
static void begin_poll(struct thread *t)
{
    begin_polled(t, (int)t->now.arg[2]);
}
#endif

static void begin_ppoll(struct thread *t)
{
    begin_polled(t, of_timespec(t, t->now.arg[2]));
}

static void end_polled(struct thread *t, struct call *c, int64_t ready)
{
    struct pollfd of[POLLED];
    uint64_t count = ready > 0 ? read_polled(t, c, of) : 0;
    short any = POLLIN | POLLHUP | POLLERR;
    c->row.ready_in = mask_of_poll(of, count, any, true);
    c->row.ready_out = mask_of_poll(of, count, POLLOUT, true);
}

/* --- epoll_wait() --------------------------------------------------------- */

static void begin_epoll(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
    t->now.row.nfds = (int)t->now.arg[2];
    t->now.row.timeout_ms = (int)t->now.arg[3];
}

const struct traced calls_of_waits[] = {
#ifdef SYS_select
    {SYS_select, SPY_SELECT, CALL_NOTED, false, begin_select, end_sets},
#endif
    {SYS_pselect6, SPY_SELECT, CALL_NOTED, false, begin_pselect, end_sets},
#ifdef SYS_poll
    {SYS_poll, SPY_POLL, CALL_NOTED, false, begin_poll, end_polled},
#endif
    {SYS_ppoll, SPY_POLL, CALL_NOTED, false, begin_ppoll, end_polled},
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, SPY_EPOLL, CALL_NOTED, false, begin_epoll, NULL},
#endif
    {SYS_epoll_pwait, SPY_EPOLL, CALL_NOTED, false, begin_epoll, NULL},
    {-1, SPY_NONE, CALL_NOTED, false, NULL, NULL},
};
