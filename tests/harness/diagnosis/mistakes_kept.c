/* mistakes_kept.c - what is kept of a result: a comparison in its place,
 * nothing at all, or everything but 0. */
#include <errno.h>
#include <string.h>

#include "signs.h"

/* The first socket() or accept() that failed. */
static const struct spy_call *failed_maker(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == -1)
            return c;
    return NULL;
}

/* --- a comparison, or nothing --------------------------------------------- */

/* Does it read, or wait to read, from this descriptor, which no socket() and no
 * accept() has returned? */
static const struct spy_call *reads_from(const struct subject *s, int fd)
{
    const struct spy_call *now = waits_in(s), *found = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == fd)
            return NULL;
        if ((receives(c) || c->name == SPY_READ) && c->fd == fd)
            found = c;
    }
    return now && (receives(now) || now->name == SPY_READ) && now->fd == fd
               ? now
               : found;
}

/* Lab 3's server never reads what is typed. */
static bool reads_keyboard(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *made = last_call(s, SPY_ACCEPT);
    if (!is_lab(e, "lab03") || !s->is_server || made == NULL ||
        made->result <= 0 ||
        !no(was_called_on(s, made, SPY_NONE, (int)made->result)))
        return false;
    const struct spy_call *c = reads_from(s, 0);
    return c && tell(f, s, made,
                     "accept() returned %lld, and then %s() was called on 0: "
                     "that is what a comparison is worth.",
                     (long long)made->result, call_name(c));
}

/* recv() brought several bytes, or failed, and one byte is sent for it. */
static bool sends_comparison(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool counts = receives(c) && !c->is_datagram && c->times == 1 &&
                      (c->result > 1 || is_refused(c));
        const struct spy_call *sent = counts ? next_on(s, c) : NULL;
        const struct spy_call *next = sent ? next_on(s, sent) : NULL;
        if (next == NULL && waits_in(s) && waits_in(s)->fd == c->fd)
            next = waits_in(s);
        if (is_lab(e, "lab03") && sent && sends(sent) && sent->length == 1 &&
            sent->times == 1 && (is_refused(c) || (next && receives(next))))
            return tell(f, s, c,
                        "recv() returned %lld, and send() was told to send 1: "
                        "that is what a comparison is worth.",
                        (long long)c->result);
    }
    return false;
}

/* The program uses a descriptor that no call has returned. */
static bool uses_unmade(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *made = NULL, *at = NULL,
                              *failed = failed_maker(s);
        if (c->result != -1 || (c->error != ENOTSOCK && c->error != EBADF) ||
            c->fd < 0 || maker_of(s, c) ||
            (failed && failed->error == EMFILE) || c->name == SPY_CLOSE ||
            c->name == SPY_FCNTL)
            continue;
        while ((at = next_call(s, at, SPY_NONE)) && at < c)
            if ((at->name == SPY_SOCKET || at->name == SPY_ACCEPT) &&
                at->result >= 0)
                made = at;
        if (made == NULL)
            return tell(f, s, c,
                        "%s() was called on descriptor %d, and no socket had "
                        "been made before.",
                        call_name(c), c->fd);
        if (c->fd <= 1 &&
            no(was_called_on(s, made, SPY_NONE, (int)made->result)))
            return tell(f, s, made,
                        "%s() returned %lld, and then %d was used in its "
                        "place: that is what a comparison is worth, or a call "
                        "that went well.",
                        call_name(made), (long long)made->result, c->fd);
    }
    return false;
}

static bool compares_before_assigning(const struct evidence *e,
                                      const struct subject *s,
                                      struct finding *f)
{
    return (uses_unmade(e, s, f) && strstr(f->sentence, "a comparison")) ||
           reads_keyboard(e, s, f);
}

/* --- everything but 0 ----------------------------------------------------- */

/* Are the other sockets used, or closed at least? */
static bool uses_others(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SOCKET));)
        if (c->result > 0 && yes(was_called_on(s, c, SPY_NONE, (int)c->result)))
            return true;
    return false;
}

/* Has it complained, although no call had failed? */
static bool complains_of_nothing(const struct subject *s)
{
    return last_failure(s) == NULL &&
           (says(s, ": no error") || says(s, ": Success"));
}

/* A call returned descriptor 0, and the program never uses it. */
static bool ignores_zero(const struct subject *s, bool gave_up,
                         struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if ((c->name != SPY_SOCKET && c->name != SPY_ACCEPT) || c->result != 0)
            continue;
        bool used = false;
        for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
            used |= at->fd == 0;
        used &= !(gave_up && complains_of_nothing(s));
        if (!used && (s->status > 0) == gave_up)
            return tell(f, s, c,
                        "%s() returned 0, and the program took that for a "
                        "failure. 0 is a descriptor like any other.",
                        call_name(c));
    }
    return false;
}

static bool refuses_zero(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    return ignores_zero(s, true, f);
}

static bool skips_zero(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) &&
           e->wrong.received_len > 0 && !expects(e, "socket 0") &&
           uses_others(s) && ignores_zero(s, false, f);
}

const struct mistake mistakes_kept[] = {
    {
        .name = "comparison-assigned",
        .weight = CERTAIN,
        .sign = compares_before_assigning,
        .question = "Which comes first, the assignment or the comparison?",
        .where = {{1, 1}, {2, 1}, {3, 1}},
    },
    {
        .name = "comparison-assigned",
        .weight = CERTAIN,
        .sign = sends_comparison,
        .question = "Which comes first, the assignment or the comparison?",
        .where = {{3, 2}},
    },
    {
        .name = "socket-missing",
        .weight = CERTAIN,
        .sign = uses_unmade,
        .question = "Which call makes one?",
        .where = {{1, 1}},
    },
    {
        .name = "zero-descriptor-refused",
        .weight = CERTAIN,
        .sign = refuses_zero,
        .question = "Which one value means failure?",
        .where = {{1, 1}, {2, 1}, {3, 1}, {5, 1}},
    },
    {
        .name = "zero-descriptor-refused",
        .weight = CLEAR,
        .undone = true,
        .sign = skips_zero,
        .question = "Which one value means failure?",
        .where = {{1, 1}, {2, 1}, {3, 1}, {5, 1}},
    },
    {0},
};
