/* mistakes_blocking.c - blocking calls in programs that must not block. */
#include <errno.h>
#include <sys/socket.h>

#include "deadlines.h"

/* --- a call that waits ---------------------------------------------------- */

/* Something waits for the program on another descriptor than this: the words
 * for it, or NULL. */
static const char *others_wait(const struct evidence *e,
                               const struct subject *s, int fd)
{
    bool heard_not = failed_at(e, s, CLIENT_SAYS) && e->wrong.received_len == 0;
    for (int i = 0; i < s->seen.socket_count; i++) {
        const struct observed_socket *o = &s->seen.sockets[i];
        if (o->fd != fd && o->unread > 0 && !o->udp)
            return o->listening ? "somebody else waits to be let in"
                                : "another socket has something to receive";
    }
    return !s->is_server && fd != 0 && heard_not ? "something was typed" : NULL;
}

static bool waits_for_one(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool waits = now && (sends(now) || receives(now) ||
                         now->name == SPY_ACCEPT || now->name == SPY_READ);
    if (!is_lab(e, "lab06") || !waits || s->ended || !yes(is_alone(s)))
        return false;
    const char *others = others_wait(e, s, now->fd);
    return others && tell(f, s, now,
                          "The program waits in %s() on descriptor %d, for "
                          "that one alone; and %s.",
                          call_name(now), now->fd, others);
}

/* The server blocks on a socket that it has not made non-blocking. */
static bool waits_unset(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    if (!is_lab(e, "lab06") || !s->is_server || now == NULL ||
        !yes(is_alone(s)) || (!sends(now) && !receives(now)))
        return false;
    const struct spy_call *maker = maker_of(s, now);
    return maker && no(was_called_on(s, maker, SPY_FCNTL, now->fd)) &&
           tell(f, s, now,
                "The program waits in %s() on socket %d, whose mode was never "
                "set: accept() has made one that waits.",
                call_name(now), now->fd);
}

/* The same, where no call shows it yet. */
static bool is_left_waiting(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (!is_lab(e, "lab06") || !demands(e, "mode that waits"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result >= 0 &&
            no(was_called_on(s, c, SPY_FCNTL, (int)c->result)))
            return tell(f, s, c,
                        "accept() has made socket %lld, whose mode was never "
                        "set: its calls wait.",
                        (long long)c->result);
    return false;
}

/* Some thread has waited in send() for a while; NULL: none. */
static const struct spy_call *waits_in_send(const struct subject *s)
{
    enum { A_WHILE = 20000000 }; /* ns */
    const struct spy_call *now = waits_in(s);
    if (now && now->name == SPY_SEND)
        return now;
    for (int i = 0; i < s->calls.other_count; i++) {
        const struct spy_call *c = &s->calls.others[i];
        if (c->name == SPY_SEND && s->looked - c->began > A_WHILE)
            return c;
    }
    return NULL;
}

/* A client does not read, and what the server says to another one waits. */
static bool waits_for_reader(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *c = waits_in_send(s);
    bool another = failed_at(e, s, SERVER_SAYS) || demands(e, "hear");
    return is_lab(e, "lab06") && s->is_server && c && !s->ended && another &&
           tell(f, s, c,
                "The program waits in send() on socket %d, until that one "
                "client reads; and another one does not hear what was said.",
                c->fd);
}

/* Does the program look after others as often as it makes this call? */
static bool looks_up(const struct subject *s, const struct spy_call *call)
{
    unsigned times = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) || receives(c) || c->name == SPY_EPOLL)
            times += c->times;
    return times * 10 > call->times;
}

/* The server calls send() in a loop, and each call fails with EAGAIN. */
static bool insists(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (is_lab(e, "lab06") && s->is_server && c->result == -1 &&
            c->error == EAGAIN && c->times > 50 && !looks_up(s, c))
            return tell(f, s, c,
                        "send() on socket %d said EAGAIN %u times, and hardly "
                        "another call was made: that one client does not "
                        "read.",
                        c->fd, c->times);
    return false;
}

/* --- "not now" ------------------------------------------------------------ */

static bool waits_for_many(const struct spy_call *c)
{
    return selects(c) || c->name == SPY_EPOLL;
}

/* Was its socket closed after c, before the program waited again? */
static bool is_closed_for_it(const struct subject *s, const struct spy_call *c)
{
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == SPY_CLOSE && at->fd == c->fd)
            return true;
        else if (waits_for_many(at) || (at->fd == c->fd && at->pid == c->pid))
            return false;
    return false;
}

/* If connect() has a limit, EINPROGRESS says that the time was up. */
static bool is_later(const struct evidence *e, const struct subject *s,
                     const struct spy_call *c)
{
    bool later = c->error == EAGAIN && is_lab(e, "lab06") &&
                 (sends(c) || receives(c) || c->name == SPY_ACCEPT);
    later |= c->error == EINPROGRESS && c->name == SPY_CONNECT &&
             !has_limit(s, c, SO_SNDTIMEO);
    return c->result == -1 && later;
}

static bool takes_later_for_never(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (!is_later(e, s, c))
            continue;
        bool closes = is_closed_for_it(s, c);
        bool dies = no(was_called_on(s, c, SPY_NONE, -1)) && s->status > 0 &&
                    !is_cut_short(s);
        if (closes || dies)
            return tell(f, s, c,
                        "%s() said %s, which means \"not now\", and %s.",
                        call_name(c), error_name(c->error),
                        closes ? "the connection was closed for it"
                               : "the program ended");
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
        .name = "mode-not-set",
        .weight = CERTAIN,
        .sign = is_left_waiting,
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
        .name = "slow-reader-blocks",
        .weight = CLEAR,
        .sign = waits_for_reader,
        .question = "What can be done with the rest until there is room?",
        .where = {{6, 4}, {6, 5}},
    },
    {0},
};
