/* mistakes_sets.c - the arguments of select(): its sets, and its first one. */
#include <errno.h>

#include "signs.h"

static int highest(int64_t mask)
{
    for (int fd = 63; fd >= 0; fd--)
        if (in_set(mask, fd))
            return fd;
    return -1;
}

static bool looks_too_low(const struct spy_call *c)
{
    return c->name == SPY_SELECT && highest(c->set_in | c->set_out) >= c->nfds;
}

static bool has_low_nfds(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    const struct spy_call *bad = NULL, *now = waits_in(s);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SELECT));)
        if (looks_too_low(c))
            bad = c;
    if (now && looks_too_low(now))
        bad = now;
    return bad && tell(f, s, bad,
                       "select(%lld, ...) looks only at the numbers below "
                       "%lld, and socket %d is in a set.",
                       (long long)bad->nfds, (long long)bad->nfds,
                       highest(bad->set_in | bad->set_out));
}

/* A select() is given the set as the one before it has left it. */
static bool keeps_old_sets(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *before = NULL, *now = waits_in(s);
    for (const struct spy_call *c = NULL;; before = c) {
        c = next_call(s, c, SPY_SELECT);
        if (c == NULL && before != now && now && now->name == SPY_SELECT)
            c = now;
        if (c == NULL)
            return false;
        if (before && before->set_in != before->ready_in &&
            before->result >= 0 && c->set_in == before->ready_in &&
            c->from[0] == before->from[0])
            return tell(f, s, c,
                        "This select() begins with what the one before has "
                        "left in the set: it overwrites the sets, and who was "
                        "not ready is no longer asked.");
        if (c == now)
            return false;
    }
}

/* A socket is in one set, and should be in the other. */
static bool uses_other_set(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *tried = last_call(s, SPY_CONNECT);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool other = selects(c) && c->name == SPY_SELECT && c->set_in == 0 &&
                     c->set_out != 0 && c->timeout_ms == -1;
        if (other && is_lab(e, "lab06"))
            return tell(f, s, c,
                        "select() was asked only who can be written to: its "
                        "second argument is the set of those who can be read.");
        if (selects(c) && tried && tried->error == EINPROGRESS && c > tried &&
            in_set(c->set_in, tried->fd) && !in_set(c->set_out, tried->fd) &&
            is_lab(e, "lab04") && calls_sum(&s->calls, SPY_SEND) == 0)
            return tell(f, s, c,
                        "%s() was asked whether socket %d can be read; a "
                        "connection has come about when it can be written to.",
                        call_name(c), tried->fd);
    }
    return false;
}

static bool selects_closed(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SELECT));)
        if (c->result == -1 && (c->error == EBADF || c->error == EINVAL))
            return tell(f, s, c, "select() failed (%s): %s.",
                        error_name(c->error),
                        c->error == EBADF
                            ? "a socket in a set is closed"
                            : "its first argument or its time makes no sense");
    return false;
}

const struct mistake mistakes_sets[] = {
    {
        .name = "used-after-close",
        .weight = CERTAIN,
        .sign = selects_closed,
        .question = "Which sockets may be in the sets?",
        .where = {{6, 1}, {6, 3}},
    },
    {
        .name = "nfds-off",
        .weight = CERTAIN,
        .sign = has_low_nfds,
        .question = "What is its first argument, if not a count?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "wrong-set",
        .weight = CERTAIN,
        .sign = uses_other_set,
        .question = "Which set is for whom?",
        .where = {{6, 1}, {6, 6}, {4, 2}},
    },
    {
        .name = "sets-not-rebuilt",
        .weight = CERTAIN,
        .sign = keeps_old_sets,
        .question = "Where must they be filled?",
        .where = {{6, 1}, {6, 6}},
    },
    {0},
};
