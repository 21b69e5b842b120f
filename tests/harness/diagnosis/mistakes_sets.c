/* mistakes_sets.c - the sets that select() is given. */
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

static bool leaves_one_out(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *c = last_waiting(s), *now = waits_in(s);
    if (c == NULL || s->ended || !is_lab(e, "lab06") || (now && !selects(now)))
        return false;
    for (int i = 0; i < s->seen.socket_count; i++) {
        const struct observed_socket *o = &s->seen.sockets[i];
        if (o->unread > 0 && !in_set(c->set_in, o->fd) && !o->udp)
            return tell(f, s, c,
                        "On socket %d %s, and %s() was not told to look at "
                        "it.",
                        o->fd,
                        o->listening ? "somebody waits to be let in"
                                     : "there is something to receive",
                        call_name(c));
    }
    return false;
}

/* Standard input has bytes, and is not in the reading set. */
static bool leaves_keyboard_out(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool typed = false;
    if (s->is_server || now == NULL || !is_lab(e, "lab06") || e->talk == NULL)
        return false;
    for (const struct line *l = e->talk->lines; e->wrong.at && l < e->wrong.at;
         l++)
        typed |= l->kind == TYPES || l->kind == TYPES_END;
    return typed && selects(now) && !in_set(now->set_in, 0) &&
           next_call(s, NULL, SPY_READ) == NULL &&
           tell(f, s, now,
                "Something was typed, and %s() was not told to look at the "
                "keyboard.",
                call_name(now));
}

enum { OFTEN = 200 };

static bool wakes_for_writing(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    unsigned times = 0;
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->ready_out != 0 && c->ready_in == 0) {
            times += c->times;
            at = c;
        }
    return times > OFTEN &&
           tell(f, s, at,
                "%s() returned %u times only because a socket could be "
                "written to, which nearly every socket can nearly always.",
                call_name(at), times);
}

static bool asks_without_rest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->timeout_ms == 0 && c->times > OFTEN)
            return tell(f, s, c,
                        "%s() was called %u times with a time limit of 0: it "
                        "never waits.",
                        call_name(c), c->times);
    return false;
}

static bool repeats(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    (void)e;
    const struct spy_call *most = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (most == NULL || c->times > most->times)
            most = c;
    if (most == NULL || most->times < 2 * OFTEN)
        return false;
    return tell(f, s, most,
                "%s() was called %u times, and returned %lld%s%s each time: "
                "the program never rests.",
                call_name(most), most->times, (long long)most->result,
                most->error ? " with " : "",
                most->error ? error_name(most->error) : "");
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

/* Bytes are kept for a client, and its socket is not in the writing set. */
static bool asks_not_for_room(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *now = last_waiting(s), *kept = NULL;
    if (!is_lab(e, "lab06") || !s->is_server || s->ended || now == NULL ||
        (!failed_at(e, s, SERVER_SAYS) && e->talk))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            kept = c;
    if (kept == NULL || (now != &s->calls.now && now < kept))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((selects(c) && in_set(c->set_out, kept->fd) &&
             c->ended > kept->began) ||
            (c->name == SPY_CLOSE && c->fd == kept->fd && c > kept))
            return false;
    return !in_set(now->set_out, kept->fd) && now->name != SPY_EPOLL &&
           tell(f, s, kept,
                "send() on socket %d took %lld of %lld bytes, and %s() was "
                "never asked to tell when there is room again.",
                kept->fd, (long long)(kept->result < 0 ? 0 : kept->result),
                (long long)kept->length, call_name(now));
}

/* The keyboard was ready, and no read() of the program's own followed. */
static bool types_through_stdio(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab06") || s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->fd == 0 && c->name == SPY_READ)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && in_set(c->ready_in, 0))
            return tell(f, s, c,
                        "The keyboard was read through stdio, which takes all "
                        "that is there and gives one line: %s() does not see "
                        "what stdio still holds.",
                        call_name(c));
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
    {
        .name = "write-set-always",
        .weight = CERTAIN,
        .sign = wakes_for_writing,
        .question = "For whom do you have something?",
        .where = {{6, 1}},
    },
    {
        .name = "zero-timeout",
        .weight = CERTAIN,
        .sign = asks_without_rest,
        .question = "How long should it wait?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "not-in-set",
        .weight = CERTAIN,
        .sign = asks_not_for_room,
        .question = "For whom is the second set?",
        .where = {{6, 1}, {6, 5}},
    },
    {
        .name = "stdio-behind-select",
        .weight = CLEAR,
        .sign = types_through_stdio,
        .question = "Which call reads what is there and no more?",
        .where = {{6, 6}},
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_one_out,
        .question = "Who has to be in it, each time?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_keyboard_out,
        .question = "Who has to be in it, each time?",
        .where = {{6, 6}},
    },
    {
        .name = "busy-loop",
        .weight = LIKELY,
        .sign = repeats,
        .question = "What should it wait for?",
        .where = {{6, 1}, {6, 3}},
    },
    {0},
};
