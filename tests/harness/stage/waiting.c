/* waiting.c - see waiting.h. */
#include "waiting.h"

#include <sys/socket.h>

#include "calls.h"
#include "observe.h"
#include "pump.h"

/* --- read from calls ------------------------------------------------------ */

/* What setsockopt() has set for this descriptor last; 0, as for the kernel, is
 * no limit. */
static long option_limit(const struct calls *c, int fd, int option)
{
    long ms = WAITS_FOR_EVER;
    const struct spy_call *at = NULL;
    while ((at = calls_next(c, at, SPY_SETSOCKOPT)) != NULL)
        if (at->fd == fd && at->level == SOL_SOCKET && at->option == option &&
            at->result == 0)
            ms = at->value > 0 ? (long)at->value : WAITS_FOR_EVER;
    return ms;
}

static long limit_of(const struct calls *c, const struct spy_call *call)
{
    if (call->times == 0)
        return WAITS_UNKNOWN;
    switch (call->name) {
    case SPY_SELECT:
    case SPY_POLL:
    case SPY_EPOLL:
        return call->timeout_ms >= 0 ? (long)call->timeout_ms : WAITS_FOR_EVER;
    case SPY_RECV:
    case SPY_RECVFROM:
    case SPY_ACCEPT:
        return option_limit(c, call->fd, SO_RCVTIMEO);
    case SPY_SEND:
    case SPY_SENDTO:
    case SPY_CONNECT:
        return option_limit(c, call->fd, SO_SNDTIMEO);
    default:
        return WAITS_UNKNOWN;
    }
}

/* Of several threads the one that waits with a limit counts. */
static long limit_now(const struct program *p)
{
    struct calls c;
    calls_read(&c, p->calls, "");
    long ms = limit_of(&c, &c.now);
    for (int i = 0; i < c.other_count && ms < 0; i++) {
        long other = limit_of(&c, &c.others[i]);
        ms = other > ms ? other : ms;
    }
    calls_free(&c);
    return ms;
}

/* A call without a limit counts once the program sleeps in it: what has come to
 * us may have left by a send() that is not over yet. */
static bool is_in_a_call(void *arg)
{
    struct program *p = arg;
    long ms = limit_now(p);
    return ms >= 0 || (ms == WAITS_FOR_EVER && observe_asleep(p->pid)) ||
           program_ended(p);
}

static bool is_traced(const struct program *p)
{
    return p->calls && p->calls->size > 0;
}

long waiting_limit(struct program *p)
{
    if (!is_traced(p))
        return WAITS_UNKNOWN;
    pump_until(is_in_a_call, p, QUIET);
    return limit_now(p);
}

/* --- waited for ----------------------------------------------------------- */

/* Where no call shows that it waits anew, since something has happened, that
 * counts as one wait. */
static long most_ms(const struct program *p, long told)
{
    return is_traced(p) ? 2 * told : 3 * told;
}

bool waiting_fits(const struct program *p, long ms, long told)
{
    return ms >= told - told / 20 && ms <= most_ms(p, told) - told / 2;
}

long waiting_ms(struct program *p, long told, bool (*gave_up)(void *),
                void *arg)
{
    long limit = waiting_limit(p);
    if (waiting_fits(p, limit, told))
        return limit;
    long long begin = milliseconds();
    while (!gave_up(arg) && milliseconds() - begin < most_ms(p, told))
        pump_until(gave_up, arg, told);
    return gave_up(arg) ? (long)(milliseconds() - begin) : WAITS_FOR_EVER;
}
