/* mistakes_sets.c - the arguments of select(): its sets, and its first one. */
#include <errno.h>

#include "signs.h"

/* Has the program opened this descriptor, and not closed it, before c? Standard
 * input is open from the beginning. */
static bool is_open_at(const struct subject *s, const struct spy_call *c,
                       int fd)
{
    const struct spy_call *maker = NULL, *end = end_before(s, c);
    for (const struct spy_call *at = s->calls.of; at && at < end; at++) {
        bool makes = at->name == SPY_SOCKET || at->name == SPY_ACCEPT;
        if (makes && at->result == fd)
            maker = at;
        if (at->name == SPY_CLOSE && at->fd == fd && at->result == 0)
            maker = NULL;
    }
    return fd == 0 || maker != NULL;
}

/* Was this descriptor closed before c, and not opened again? */
static bool is_closed_at(const struct subject *s, const struct spy_call *c,
                         int fd)
{
    const struct spy_call *closed = NULL, *end = end_before(s, c);
    for (const struct spy_call *at = s->calls.of; at && at < end; at++)
        if (at->name == SPY_CLOSE && at->fd == fd && at->result == 0)
            closed = at;
    return closed && !is_open_at(s, c, fd);
}

/* The highest open descriptor in the sets of this select(); -1: none. */
static int highest_open(const struct subject *s, const struct spy_call *c)
{
    for (int fd = 63; fd >= 0; fd--)
        if (in_set(c->set_in | c->set_out, fd) && is_open_at(s, c, fd))
            return fd;
    return -1;
}

/* The next select() after c; the last one is that which has not returned. */
static const struct spy_call *next_select(const struct subject *s,
                                          const struct spy_call *c)
{
    const struct spy_call *now = waits_in(s);
    if (c && c == now)
        return NULL;
    c = next_call(s, c, SPY_SELECT);
    return c ? c : now && now->name == SPY_SELECT ? now : NULL;
}

/* --- the first argument --------------------------------------------------- */

static bool has_low_nfds(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    const struct spy_call *bad = NULL;
    for (const struct spy_call *c = NULL; (c = next_select(s, c));)
        if (highest_open(s, c) >= c->nfds)
            bad = c;
    return bad && tell(f, s, bad,
                       "select(%lld, ...) looks only at the numbers below "
                       "%lld, and socket %d is in a set.",
                       (long long)bad->nfds, (long long)bad->nfds,
                       highest_open(s, bad));
}

/* --- what is in the sets -------------------------------------------------- */

static bool is_elsewhere(const struct subject *s, const struct spy_call *a,
                         const struct spy_call *b)
{
    const struct place *of_a = call_place(&s->calls, a);
    const struct place *of_b = call_place(&s->calls, b);
    return a->pid != b->pid || (of_a && of_b && of_a->line != of_b->line);
}

/* A descriptor that was in the set of the first select(), is open, and is not
 * in that of the second; -1: none. */
static int dropped(const struct subject *s, const struct spy_call *first,
                   const struct spy_call *second)
{
    for (int fd = 0; fd < 64; fd++)
        if (in_set(first->set_in & ~second->set_in, fd) &&
            is_open_at(s, second, fd))
            return fd;
    return -1;
}

/* A select() is given the set as the one before it has left it. */
static bool keeps_old_sets(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *before = NULL;
    for (const struct spy_call *c = NULL; (c = next_select(s, c)); before = c) {
        if (before == NULL || before->result < 0 ||
            before->set_in == before->ready_in ||
            c->set_in != before->ready_in || is_elsewhere(s, before, c))
            continue;
        int fd = dropped(s, before, c);
        if (fd != -1)
            return tell(f, s, c,
                        "This select() begins with what the one before has "
                        "left in the set: it overwrites the sets, and "
                        "descriptor %d, which was not ready, is no longer "
                        "asked.",
                        fd);
    }
    return false;
}

/* A descriptor below nfds that was closed, or (if it is not) that the program
 * has not opened as far as its calls tell; -1: none. */
static int stray(const struct subject *s, const struct spy_call *c, bool closed)
{
    for (int fd = 0; fd < 64 && fd < c->nfds; fd++)
        if (in_set(c->set_in | c->set_out, fd) &&
            (closed ? is_closed_at(s, c, fd)
                    : !is_open_at(s, c, fd) && !is_closed_at(s, c, fd)))
            return fd;
    return -1;
}

static bool selects_closed(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SELECT));) {
        bool bad = c->result == -1 && c->error == EBADF;
        int fd = bad ? stray(s, c, true) : -1;
        if (fd != -1)
            return tell(f, s, c,
                        "select() failed (EBADF): socket %d is in a set, and "
                        "it is closed.",
                        fd);
    }
    return false;
}

/* Are stdout and stderr in the set of those that are to be read? Or has it
 * failed for a number that nobody has opened? */
static bool begins_with_anything(const struct evidence *e,
                                 const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_select(s, c));) {
        bool bad = c != waits_in(s) && c->result == -1 && c->error == EBADF;
        bool outputs =
            c->nfds > 2 && in_set(c->set_in, 1) && in_set(c->set_in, 2);
        int fd = outputs ? 1 : stray(s, c, false);
        if (fd == -1 || (!outputs && (!bad || stray(s, c, true) != -1)))
            continue;
        return tell(f, s, c,
                    "Descriptor %d is in a set of this select()%s: the set was "
                    "not emptied before it was filled.",
                    fd,
                    outputs ? ", and it is standard output"
                            : ", and nothing has opened it");
    }
    return false;
}

/* --- one set for another -------------------------------------------------- */

static bool listens(const struct subject *s, const struct spy_call *before,
                    int fd)
{
    const struct spy_call *end = end_before(s, before);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_LISTEN));)
        if (c < end && c->fd == fd && c->result == 0)
            return true;
    return false;
}

/* The next select() or poll(); the last one may not have returned. */
static const struct spy_call *next_waiting(const struct subject *s,
                                           const struct spy_call *c)
{
    const struct spy_call *now = waits_in(s);
    if (c && c == now)
        return NULL;
    while ((c = next_call(s, c, SPY_NONE)))
        if (selects(c))
            return c;
    return now && selects(now) ? now : NULL;
}

static bool writes_to_listener(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_waiting(s, c));)
        for (int fd = 0; fd < 64; fd++)
            if (in_set(c->set_out & ~c->set_in, fd) && listens(s, c, fd))
                return tell(f, s, c,
                            "%s() was asked whether socket %d, which listens, "
                            "can be written to%s.",
                            call_name(c), fd,
                            c->name == SPY_POLL
                                ? ""
                                : ": its second argument is the set of those "
                                  "who can be read");
    return false;
}

/* A client of lab 6 that only ever asks who can be written to. */
static bool asks_for_room_only(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct spy_call *last = NULL;
    if (!is_lab(e, "lab06") || s->is_server || !yes(is_alone(s)))
        return false;
    for (const struct spy_call *c = NULL; (c = next_waiting(s, c)); last = c)
        if (c->timeout_ms == -1 &&
            (c->set_in != 0 || c->set_out == 0 || c->name != SPY_SELECT))
            return false;
    return last && last->timeout_ms == -1 && no(was_seen(s, false)) &&
           tell(f, s, last,
                "select() was asked only who can be written to: its second "
                "argument is the set of those who can be read.");
}

/* A connection that is under way is not in the writing set. */
static bool reads_connecting(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *tried = last_call(s, SPY_CONNECT);
    if (!is_lab(e, "lab04") || tried == NULL || tried->error != EINPROGRESS ||
        calls_sum(&s->calls, SPY_SEND) > 0)
        return false;
    for (const struct spy_call *c = tried; (c = next_call(s, c, SPY_NONE));)
        if (c->name == SPY_GETSOCKOPT || c->name == SPY_SHUTDOWN)
            return false; /* it is settled by then */
        else if (selects(c) && in_set(c->set_in, tried->fd) &&
                 !in_set(c->set_out, tried->fd))
            return tell(f, s, c,
                        "%s() was asked whether socket %d can be read; a "
                        "connection has come about when it can be written to.",
                        call_name(c), tried->fd);
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
        .sign = writes_to_listener,
        .question = "Which set is for whom?",
        .where = {{6, 1}},
    },
    {
        .name = "wrong-set",
        .weight = CERTAIN,
        .sign = asks_for_room_only,
        .question = "Which set is for whom?",
        .where = {{6, 6}},
    },
    {
        .name = "wrong-set",
        .weight = CERTAIN,
        .sign = reads_connecting,
        .question = "Which set is for whom?",
        .where = {{4, 2}},
    },
    {
        .name = "sets-not-rebuilt",
        .weight = CERTAIN,
        .sign = keeps_old_sets,
        .question = "Where must they be filled?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "sets-not-rebuilt",
        .weight = CERTAIN,
        .sign = begins_with_anything,
        .question = "What is in a set before FD_ZERO()?",
        .where = {{6, 1}, {6, 6}},
    },
    {0},
};
