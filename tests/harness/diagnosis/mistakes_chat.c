/* mistakes_chat.c - who comes in and who leaves: the door of lab 6, and the
 * ends of its client. What is relayed: mistakes_relay.c. */
#include <errno.h>
#include <sys/socket.h>

#include "signs.h"

/* --- the door ------------------------------------------------------------- */

/* Does this errno mean that the server lacks descriptors or memory? */
static bool is_shortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS ||
           error == ENOMEM;
}

static bool somebody_waits(const struct subject *s)
{
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening && s->seen.sockets[i].unread > 0)
            return true;
    return false;
}

/* The last accept() of a server at whose door somebody waits, if it failed;
 * else NULL. */
static const struct spy_call *failed_at_door(const struct evidence *e,
                                             const struct subject *s)
{
    const struct spy_call *last = last_call(s, SPY_ACCEPT);
    bool asks =
        is_lab(e, "lab06") && s->is_server && !s->ended && somebody_waits(s);
    return asks && last && last->result < 0 && last->error != EAGAIN ? last
                                                                     : NULL;
}

/* It waits without a limit, and not for its listener. */
static bool shuts_for_ever(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = failed_at_door(e, s), *now = waits_in(s);
    return c && is_shortage(c->error) && now && selects(now) &&
           now->timeout_ms == -1 && c->fd < 64 && !in_set(now->set_in, c->fd) &&
           yes(is_alone(s)) &&
           tell(f, s, c,
                "accept() failed (%s), and the listener is not asked again: "
                "somebody waits, and %s() has no time limit.",
                error_name(c->error), call_name(now));
}

static bool shuts_for_a_guest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    enum { SOON = 200 }; /* milliseconds */
    const struct spy_call *c = failed_at_door(e, s);
    bool gone = c && (c->error == ECONNABORTED || c->error == EPROTO ||
                      c->error == EINTR);
    return gone && no(was_made_again(s, c, SOON)) &&
           tell(f, s, c,
                "accept() failed (%s): %s. It was not called again for %lld "
                "ms, and somebody waits.",
                error_name(c->error),
                c->error == EINTR ? "a signal came" : "that one guest has gone",
                (long long)((s->looked - c->ended) / 1000000));
}

static bool ends_for_want(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_ACCEPT);
    if (!is_lab(e, "lab06") || s->status <= 0 || is_cut_short(s) || c == NULL ||
        (c->error != EMFILE && c->error != ENFILE))
        return false;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (selects(at) || at->name == SPY_EPOLL)
            return false;
    return tell(f, s, c,
                "accept() failed (%s), and the server ended, with all who "
                "were in it.",
                error_name(c->error));
}

/* Who found no place is neither served, nor waiting, nor sent away. */
static bool keeps_turned_away(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    return is_lab(e, "lab06") && demands(e, "find no place") &&
           tell(f, s, NULL,
                "A client for whom there was no place was accepted, and its "
                "connection is neither used nor closed.");
}

/* Each client of the chat has a process of its own. */
static bool parts_them(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_FORK);
    unsigned forks = calls_sum(&s->calls, SPY_FORK), came = 0;
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_ACCEPT));)
        came += at->result >= 0 ? at->times : 0;
    return is_lab(e, "lab06") && s->is_server && c && came > 0 &&
           forks >= came &&
           tell(f, s, c,
                "fork() was called for each of %u clients: each has a process "
                "of its own, and what one says the others do not get to know.",
                came);
}

/* --- the client's input --------------------------------------------------- */

/* Had the input of this program ended before the line that failed? */
static bool was_typed_to_its_end(const struct evidence *e,
                                 const struct subject *s)
{
    for (const struct line *l = e->talk ? e->talk->lines : NULL;
         l && l < (e->wrong.at ? e->wrong.at : e->talk->lines + e->talk->count);
         l++)
        if (l->kind == TYPES_END && l->who == s->terminal)
            return true;
    return demands(e, "end of its input");
}

/* Has the other side ended the connection, as far as the program knows? */
static bool has_heard_end(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->result <= 0 && c->error != EAGAIN &&
            c->error != EINTR)
            return true;
    return false;
}

static bool leaves_at_end_of_input(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    const struct spy_call *end = NULL;
    if (!is_lab(e, "lab06") || s->is_server || s->status != 0 ||
        !was_typed_to_its_end(e, s) || !no(was_seen(s, has_heard_end(s))))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0)
            end = c;
    return tell(f, s, end,
                "The input has ended, and the program with it; the server had "
                "not closed yet, and others may still speak.");
}

static bool reads_end_again(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    unsigned times = 0;
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0) {
            times += c->times;
            last = c;
        }
    return times > 1 && !s->is_server &&
           tell(f, s, last,
                "read() said %u times that the input has ended. What has "
                "ended stays ready for ever.",
                times);
}

/* The same, where stdio reads, which is not seen. */
static bool wakes_for_end(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    enum { OFTEN = 200 };
    if (!is_lab(e, "lab06") || s->is_server || !was_typed_to_its_end(e, s))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->ready_in == 1 && c->times > OFTEN)
            return tell(f, s, c,
                        "The input has ended, and %s() said %u times that the "
                        "keyboard is ready. What has ended stays ready for "
                        "ever.",
                        call_name(c), c->times);
    return false;
}

/* It has said goodbye, and its input goes on. */
static bool says_goodbye_early(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_SHUTDOWN);
    return is_lab(e, "lab06") && !s->is_server && e->talk && e->wrong.at && c &&
           c->result == 0 && c->how != SHUT_RD && !s->ended &&
           !was_typed_to_its_end(e, s) &&
           tell(f, s, c,
                "shutdown() was called, and the input has not ended: what is "
                "typed later cannot be sent.");
}

/* The connection is over; one of two processes waits for the other, which still
 * waits for its input. */
static bool waits_for_process(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_FORK);
    const struct spy_call *other =
        s->calls.other_count == 1 ? &s->calls.others[0] : NULL;
    return is_lab(e, "lab06") && !s->is_server && failed_at(e, s, EXITS) &&
           s->status == -1 && s->signal == 0 && c && has_heard_end(s) &&
           other && other->name == SPY_READ && other->pid != c->pid &&
           tell(f, s, c,
                "The connection is over, and the program goes on: another "
                "process of it waits in read().");
}

/* A client in two processes has ended, and the other one has not. */
static bool leaves_process(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_FORK);
    const struct spy_call *other =
        s->calls.other_count == 1 ? &s->calls.others[0] : NULL;
    return is_lab(e, "lab06") && !s->is_server && s->stragglers > 0 && c &&
           tell(f, s, c,
                "The program has ended, and left %d of its processes "
                "running%s%s%s.",
                s->stragglers, other ? ", which waits in " : "",
                other ? call_name(other) : "", other ? "()" : "");
}

const struct mistake mistakes_chat[] = {
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = reads_end_again,
        .question = "Who takes the keyboard out of the set?",
        .where = {{6, 6}, {6, 7}},
    },
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = wakes_for_end,
        .question = "Who takes the keyboard out of the set?",
        .where = {{6, 6}, {6, 7}},
    },
    {
        .name = "full-for-ever",
        .weight = CERTAIN,
        .sign = shuts_for_ever,
        .question = "When is it time to try again?",
        .where = {{6, 2}},
    },
    {
        .name = "transient-is-trouble",
        .weight = CERTAIN,
        .sign = shuts_for_a_guest,
        .question = "Whose trouble is that? See net_transient().",
        .where = {{6, 2}},
    },
    {
        .name = "accept-error-ends-server",
        .weight = CERTAIN,
        .sign = ends_for_want,
        .question = "Who of those inside is to blame?",
        .where = {{6, 2}},
    },
    {
        .name = "not-closed",
        .weight = CLEAR,
        .sign = keeps_turned_away,
        .question = "What becomes of somebody who finds no place?",
        .where = {{6, 2}},
    },
    {
        .name = "heard-by-nobody",
        .weight = LIKELY,
        .sign = parts_them,
        .question = "How can one process reach all of them?",
        .where = {{6, 1}},
    },
    {
        .name = "half-close-too-early",
        .weight = CERTAIN,
        .sign = says_goodbye_early,
        .question = "When have you said it all?",
        .where = {{6, 7}},
    },
    {
        .name = "leaves-at-eof",
        .weight = CERTAIN,
        .sign = leaves_at_end_of_input,
        .question = "Who has said it all: you, or the server?",
        .where = {{6, 7}},
    },
    {
        .name = "child-goes-on",
        .weight = CERTAIN,
        .sign = leaves_process,
        .question = "Who ends the other process, and who waits for it?",
        .where = {{6, 6}},
    },
    {
        .name = "child-goes-on",
        .weight = CERTAIN,
        .sign = waits_for_process,
        .question = "Who ends the other process, and who waits for it?",
        .where = {{6, 6}},
    },
    {0},
};
