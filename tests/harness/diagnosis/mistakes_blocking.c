/* mistakes_blocking.c - blocking calls in programs that must not block. */
#include <errno.h>

#include "signs.h"

static bool waits_for_one(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    if (!is_lab(e, "lab06") || now == NULL || selects(now) || s->ended ||
        now->name == SPY_CLOSE || now->name == SPY_FCNTL)
        return false;
    if (now->name == SPY_READ && s->is_server)
        return false;
    return tell(f, s, now,
                "The program waits in %s() on descriptor %d: for that one "
                "alone, and nobody else is served meanwhile.",
                call_name(now), now->fd);
}

static bool takes_later_for_never(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool later = c->error == EAGAIN && is_lab(e, "lab06") &&
                     (sends(c) || receives(c) || c->name == SPY_ACCEPT);
        later |= c->error == EINPROGRESS && c->name == SPY_CONNECT;
        if (c->result != -1 || !later)
            continue;
        const struct spy_call *next =
            c->name == SPY_CONNECT ? next_call(s, c, SPY_NONE) : next_on(s, c);
        bool closes = next && next->name == SPY_CLOSE && next->fd == c->fd;
        bool dies = next_call(s, c, SPY_NONE) == NULL && s->status > 0 &&
                    s->report == NULL;
        if (closes || dies)
            return tell(f, s, c,
                        "%s() said %s, which means \"not now\", and %s.",
                        call_name(c), error_name(c->error),
                        closes ? "the connection was closed for it"
                               : "the program ended");
    }
    return false;
}

/* The server blocks on a socket that it has not made non-blocking. */
static bool waits_unset(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    if (!is_lab(e, "lab06") || !s->is_server || now == NULL ||
        (!sends(now) && !receives(now)))
        return false;
    const struct spy_call *maker = maker_of(s, now);
    for (const struct spy_call *c = maker; c && (c = next_on(s, c));)
        if (c->name == SPY_FCNTL && c->fd == now->fd)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_FCNTL));)
        if (c->fd == now->fd && c > maker)
            return false;
    return maker && tell(f, s, now,
                         "The program waits in %s() on socket %d, whose mode "
                         "was never set: accept() has made one that waits.",
                         call_name(now), now->fd);
}

/* The server calls send() in a loop, and each call fails with EAGAIN. */
static bool insists(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (is_lab(e, "lab06") && s->is_server && c->result == -1 &&
            c->error == EAGAIN && c->times > 50)
            return tell(f, s, c,
                        "send() on socket %d said EAGAIN %u times in a row: "
                        "that one client does not read, and nobody else is "
                        "served meanwhile.",
                        c->fd, c->times);
    return false;
}

static bool is_left_waiting(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));) {
        bool set = false;
        if (c->result < 0)
            continue;
        for (const struct spy_call *at = c; (at = next_call(s, at, SPY_FCNTL));)
            set |= at->fd == c->result;
        if (!set && demands(e, "wait"))
            return tell(f, s, c,
                        "accept() has made socket %lld, and nothing has set "
                        "its mode: its calls may wait.",
                        (long long)c->result);
    }
    return false;
}

const struct mistake mistakes_blocking[] = {
    {
        .name = "slow-reader-blocks",
        .weight = CERTAIN,
        .sign = insists,
        .question = "What can be done with the rest until there is room?",
        .where = {{6, 4}, {6, 5}},
    },
    {
        .name = "mode-not-set",
        .weight = CERTAIN,
        .sign = waits_unset,
        .question = "Which system hands it on from the listener?",
        .where = {{6, 2}},
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = takes_later_for_never,
        .question = "What does net_would_block() tell you?",
        .where = {{6, 2}, {6, 3}, {6, 4}},
    },
    {
        .name = "blocking-call",
        .weight = CLEAR,
        .sign = waits_for_one,
        .question = "Which call is to be the only one that waits?",
        .where = {{6, 2}, {6, 6}},
    },
    {
        .name = "mode-not-set",
        .weight = LIKELY,
        .sign = is_left_waiting,
        .question = "Which system hands it on from the listener?",
        .where = {{6, 2}},
    },
    {0},
};
