/* mistakes_select.c - many sockets, one process. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool selects(const struct spy_call *c)
{
    return c->name == SPY_SELECT || c->name == SPY_POLL;
}

/* The calls that wait for many, with the one that it may be in now. */
static const struct spy_call *last_waiting(const struct subject *s)
{
    const struct spy_call *last = waits_in(s);
    if (last && selects(last))
        return last;
    last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c))
            last = c;
    return last;
}

static bool is_in(int64_t mask, int fd)
{
    return fd >= 0 && fd < 64 && ((uint64_t)mask >> fd & 1);
}

static int highest(int64_t mask)
{
    for (int fd = 63; fd >= 0; fd--)
        if (is_in(mask, fd))
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

/* What one select() has left in the set is what the next one begins with. */
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
        if (o->unread > 0 && !is_in(c->set_in, o->fd) && !o->udp)
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

/* The keyboard has something, and nobody asks. */
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
    return typed && selects(now) && !is_in(now->set_in, 0) &&
           next_call(s, NULL, SPY_READ) == NULL &&
           tell(f, s, now,
                "Something was typed, and %s() was not told to look at the "
                "keyboard.",
                call_name(now));
}

/* --- busy ----------------------------------------------------------------- */

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

/* --- waiting in the wrong place ------------------------------------------- */

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

/* It waits for one whose mode nobody has set. */
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

/* Who is to be heard is in the set of those who can be written to. */
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
            is_in(c->set_in, tried->fd) && !is_in(c->set_out, tried->fd) &&
            is_lab(e, "lab04") && calls_sum(&s->calls, SPY_SEND) == 0)
            return tell(f, s, c,
                        "%s() was asked whether socket %d can be read; a "
                        "connection has come about when it can be written to.",
                        call_name(c), tried->fd);
    }
    return false;
}

/* Something is kept for somebody, and nobody asks when there is room. */
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
        if ((selects(c) && is_in(c->set_out, kept->fd) &&
             c->ended > kept->began) ||
            (c->name == SPY_CLOSE && c->fd == kept->fd && c > kept))
            return false;
    return !is_in(now->set_out, kept->fd) && now->name != SPY_EPOLL &&
           tell(f, s, kept,
                "send() on socket %d took %lld of %lld bytes, and %s() was "
                "never asked to tell when there is room again.",
                kept->fd, (long long)(kept->result < 0 ? 0 : kept->result),
                (long long)kept->length, call_name(now));
}

/* Not now, not now, not now. */
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

/* It keeps and keeps. */
static bool keeps_without_end(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = NULL, *kept = NULL;
    while ((c = next_call(s, c, SPY_SEND)))
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            kept = c;
    return is_lab(e, "lab06") && s->is_server && kept &&
           (demands(e, "end to its queue") || demands(e, "memory")) &&
           tell(f, s, kept,
                "send() on socket %d takes no more, and what is kept for it "
                "has no end.",
                kept->fd);
}

/* The server's own trouble, not a guest's. */
static bool is_shortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS ||
           error == ENOMEM;
}

/* After an accept() that failed the listener is not watched again. Where the
 * server is short of something, it may be asked again, and fail again. */
static const struct spy_call *shut_door(const struct evidence *e,
                                        const struct subject *s)
{
    const struct spy_call *now = last_waiting(s), *failed = NULL;
    bool again = false;
    if (!is_lab(e, "lab06") || !s->is_server || s->ended || now == NULL)
        return NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result >= 0)
            failed = NULL;
        else if (c->error != EAGAIN) {
            again = failed != NULL || c->times > 1;
            failed = c;
        }
    if (failed == NULL || is_in(now->set_in, failed->fd) ||
        (again && is_shortage(failed->error)))
        return NULL;
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening && s->seen.sockets[i].unread > 0)
            return failed;
    return NULL;
}

static bool shuts_for_ever(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = shut_door(e, s);
    return c && is_shortage(c->error) &&
           tell(f, s, c,
                "accept() failed (%s), and the listener is not asked "
                "again, though somebody waits.",
                error_name(c->error));
}

static bool shuts_for_a_guest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = shut_door(e, s);
    return c && !is_shortage(c->error) &&
           tell(f, s, c,
                "accept() failed (%s): that one guest has gone. The listener "
                "is not asked again, and others wait.",
                error_name(c->error));
}

static bool ends_for_want(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (is_lab(e, "lab06") && s->status > 0 && s->report == NULL &&
            (c->error == EMFILE || c->error == ENFILE) &&
            next_call(s, c, SPY_SELECT) == NULL)
            return tell(f, s, c,
                        "accept() failed (%s), and the server ended, with all "
                        "who were in it.",
                        error_name(c->error));
    return false;
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
        if (selects(c) && is_in(c->ready_in, 0))
            return tell(f, s, c,
                        "The keyboard was read through stdio, which takes all "
                        "that is there and gives one line: %s() does not see "
                        "what stdio still holds.",
                        call_name(c));
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

/* --- who hears what ------------------------------------------------------- */

static bool hears_itself(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab06") || !s->is_server || m->received_len == 0 ||
        (!failed_at(e, s, SERVER_SAYS) && !failed_at(e, s, SERVER_ENDS)))
        return false;
    for (const struct line *l = m->at - 1; l >= e->talk->lines; l--)
        if (l->kind == CLIENT_SAYS && l->who == m->at->who && *l->text &&
            strncmp(l->text, m->received, strlen(l->text)) == 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "Client %d got back what it had said itself; all the "
                        "others are to hear it.",
                        l->who);
    return false;
}

static bool drops_what_waits(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            at = c;
    if (at == NULL || demands(e, "end to its queue") ||
        (!failed_at(e, s, SERVER_SAYS) && e->demand == NULL))
        return false;
    const struct mismatch *m = &e->wrong;
    bool shorter = m->expected && m->received_len < m->expected_len &&
                   m->same == m->received_len;
    return tell(
        f, s, at, "send() took %lld of %lld bytes, %s.",
        (long long)(at->result < 0 ? 0 : at->result), (long long)at->length,
        shorter || e->demand ? "and the rest never came"
                             : "and what came after it came out of order");
}

static bool leaves_at_end_of_input(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *end = NULL;
    if (!is_lab(e, "lab06") || s->is_server || s->status == -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0)
            end = c;
    if (end == NULL)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));)
        if (c->result <= 0)
            return false;
    return tell(f, s, end,
                "The input has ended, and the program with it; the server had "
                "not closed yet, and others may still speak.");
}

static bool reads_end_again(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0 && c->times > 3)
            return tell(f, s, c,
                        "read() said %u times that the input has ended. What "
                        "has ended stays ready for ever.",
                        c->times);
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

const struct mistake mistakes_select[] = {
    {
        .name = "used-after-close",
        .weight = CERTAIN,
        .sign = selects_closed,
        .question = "Which sockets may be in the sets?",
        .where = "6.1 6.3",
    },
    {
        .name = "nfds-off",
        .weight = CERTAIN,
        .sign = has_low_nfds,
        .question = "What is its first argument, if not a count?",
        .where = "6.1 6.6",
    },
    {
        .name = "wrong-set",
        .weight = CERTAIN,
        .sign = uses_other_set,
        .question = "Which set is for whom?",
        .where = "6.1 6.6 4.2",
    },
    {
        .name = "sets-not-rebuilt",
        .weight = CERTAIN,
        .sign = keeps_old_sets,
        .question = "Where must they be filled?",
        .where = "6.1 6.6",
    },
    {
        .name = "write-set-always",
        .weight = CERTAIN,
        .sign = wakes_for_writing,
        .question = "For whom do you have something?",
        .where = "6.1",
    },
    {
        .name = "zero-timeout",
        .weight = CERTAIN,
        .sign = asks_without_rest,
        .question = "How long should it wait?",
        .where = "6.1 6.6",
    },
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = reads_end_again,
        .question = "Who takes the keyboard out of the set?",
        .where = "6.6 6.7",
    },
    {
        .name = "slow-reader-blocks",
        .weight = CERTAIN,
        .sign = insists,
        .question = "What can be done with the rest until there is room?",
        .where = "6.4 6.5",
    },
    {
        .name = "queue-unbounded",
        .weight = LIKELY,
        .sign = keeps_without_end,
        .question = "How much may one slow reader cost?",
        .where = "6.5",
    },
    {
        .name = "full-for-ever",
        .weight = CERTAIN,
        .sign = shuts_for_ever,
        .question = "When is it time to try again?",
        .where = "6.2",
    },
    {
        .name = "transient-is-trouble",
        .weight = CERTAIN,
        .sign = shuts_for_a_guest,
        .question = "Whose trouble is that? See net_transient().",
        .where = "6.2",
    },
    {
        .name = "accept-error-ends-server",
        .weight = CERTAIN,
        .sign = ends_for_want,
        .question = "Who of those inside is to blame?",
        .where = "6.2",
    },
    {
        .name = "not-in-set",
        .weight = CERTAIN,
        .sign = asks_not_for_room,
        .question = "For whom is the second set?",
        .where = "6.1 6.5",
    },
    {
        .name = "mode-not-set",
        .weight = CERTAIN,
        .sign = waits_unset,
        .question = "Which system hands it on from the listener?",
        .where = "6.2",
    },
    {
        .name = "stdio-behind-select",
        .weight = CLEAR,
        .sign = types_through_stdio,
        .question = "Which call reads what is there and no more?",
        .where = "6.6",
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_one_out,
        .question = "Who has to be in it, each time?",
        .where = "6.1 6.6",
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_keyboard_out,
        .question = "Who has to be in it, each time?",
        .where = "6.6",
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = takes_later_for_never,
        .question = "What does net_would_block() tell you?",
        .where = "6.2 6.3 6.4",
    },
    {
        .name = "blocking-call",
        .weight = CLEAR,
        .sign = waits_for_one,
        .question = "Which call is to be the only one that waits?",
        .where = "6.2 6.6",
    },
    {
        .name = "mode-not-set",
        .weight = LIKELY,
        .sign = is_left_waiting,
        .question = "Which system hands it on from the listener?",
        .where = "6.2",
    },
    {
        .name = "heard-by-itself",
        .weight = CERTAIN,
        .sign = hears_itself,
        .question = "Who is to be left out?",
        .where = "6.5",
    },
    {
        .name = "leaves-at-eof",
        .weight = CERTAIN,
        .sign = leaves_at_end_of_input,
        .question = "Who has said it all: you, or the server?",
        .where = "6.7",
    },
    {
        .name = "queue-lost",
        .weight = CLEAR,
        .sign = drops_what_waits,
        .question = "Where is it kept until there is room?",
        .where = "6.5",
    },
    {
        .name = "busy-loop",
        .weight = LIKELY,
        .sign = repeats,
        .question = "What should it wait for?",
        .where = "6.1 6.3",
    },
    {0},
};
