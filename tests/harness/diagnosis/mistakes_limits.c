/* mistakes_limits.c - the limits that are set for a wait. */
#include <errno.h>
#include <sys/socket.h>

#include "deadlines.h"

static bool is_option(const struct spy_call *c, int option)
{
    return c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
           c->option == option;
}

/* The limit that a call has set or has, in milliseconds; -1: none. It is no
 * limit of ours if stdin is waited for, too: whoever types may be slow. */
static long long limit_in(const struct spy_call *c)
{
    if (is_option(c, SO_RCVTIMEO))
        return c->value;
    return selects(c) && !(c->set_in & 1) ? c->timeout_ms : -1;
}

bool has_limit(const struct subject *s, const struct spy_call *c, int option)
{
    bool set = false;
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_NONE));)
        if (is_option(at, option) && at->fd == c->fd && at->result == 0)
            set = at->value > 0;
    return set;
}

/* The next call, and behind the last one the call in which it waits. */
static const struct spy_call *next_or_now(const struct subject *s,
                                          const struct spy_call *after)
{
    if (after == &s->calls.now)
        return NULL;
    const struct spy_call *next = next_call(s, after, SPY_NONE);
    return next ? next : waits_in(s);
}

static bool waits_other_time(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    long told = told_ms(e, s);
    if (s->is_server || told <= 0)
        return false;
    for (const struct spy_call *c = NULL; (c = next_or_now(s, c));)
        if (limit_in(c) > told + told / 20)
            return tell(f, s, c,
                        "%s() was told to wait %lld milliseconds; %s %ld.",
                        call_name(c), limit_in(c), who_told(s), told);
    return false;
}

/* What the program waits for without a limit, in words; NULL: it has one, or
 * does not wait. */
static const char *waits_for(const struct evidence *e, const struct subject *s,
                             const struct spy_call *now)
{
    if (now->name == SPY_CONNECT)
        return has_limit(s, now, SO_SNDTIMEO)
                   ? NULL
                   : "connect(), and its socket has no limit: that can be "
                     "minutes";
    if (sends(now))
        return has_limit(s, now, SO_SNDTIMEO) || failed_at(e, s, CLIENT_SAYS)
                   ? NULL
                   : "send() for a server that takes nothing, and its socket "
                     "has no limit";
    if (selects(now))
        return now->timeout_ms >= 0 || (now->set_in & 1)
                   ? NULL
                   : "a call that waits for its sockets, and that has no limit";
    return !receives(now) || has_limit(s, now, SO_RCVTIMEO)
               ? NULL
               : "recv() for an answer that does not come, and its socket has "
                 "no limit";
}

static bool waits_for_ever(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool limited =
        is_lab(e, "lab04") || is_lab(e, "lab05") || is_lab(e, "lab02");
    if (s->is_server || now == NULL || !limited ||
        (s->looked - now->began) / 1000000 < told_ms(e, s))
        return false;
    const char *words = waits_for(e, s, now);
    return words && tell(f, s, now, "The program waits in %s.", words);
}

static bool connect_waits(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    return now && now->name == SPY_CONNECT && waits_for_ever(e, s, f);
}

/* A time has microseconds of a second, and not of all of it. */
static bool has_too_many_microseconds(const struct evidence *e,
                                      const struct subject *s,
                                      struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((is_option(c, SO_RCVTIMEO) || is_option(c, SO_SNDTIMEO)) &&
            c->result == -1 && c->error == EDOM)
            return tell(f, s, c,
                        "setsockopt() failed (EDOM), so that no limit was set: "
                        "tv_usec has to be less than a million.");
    return false;
}

const struct mistake mistakes_limits[] = {
    {
        .name = "wrong-option",
        .weight = CERTAIN,
        .sign = has_too_many_microseconds,
        .question = "Which member holds whole seconds?",
        .where = {{4, 5}, {5, 6}},
    },
    {
        .name = "connect-waits",
        .weight = CERTAIN,
        .sign = connect_waits,
        .question = "Which mode makes connect() return at once?",
        .where = {{4, 2}},
    },
    {
        .name = "no-deadline",
        .weight = CERTAIN,
        .sign = waits_for_ever,
        .question = "What has to be set before that call?",
        .where = {{4, 5}, {5, 6}},
    },
    {
        .name = "deadline-constant",
        .weight = CERTAIN,
        .sign = waits_other_time,
        .question = "Who says how long?",
        .where = {{4, 2}, {4, 5}, {5, 6}},
    },
    {0},
};
