/* mistakes_connecting.c - connecting to one address after the other. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool is_tried(const struct spy_call *c)
{
    return c->result == -1 && c->error != EINTR && c->error != EAGAIN;
}

static bool connects_again(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *next = c;
        if (c->error == EISCONN && c->result == -1)
            return tell(f, s, c,
                        "connect() was called on socket %d, which is connected "
                        "already.",
                        c->fd);
        if (!is_tried(c) || c->is_datagram)
            continue;
        while ((next = next_on(s, next)) && next->name != SPY_CONNECT &&
               next->name != SPY_CLOSE)
            continue;
        if (next && next->name == SPY_CONNECT &&
            (next->port != c->port || next->ip != c->ip ||
             next->family != c->family || c->error != EINPROGRESS))
            return tell(f, s, next,
                        "connect() was called again on socket %d, which had "
                        "failed once (%s).",
                        c->fd, error_name(c->error));
    }
    return false;
}

static bool storms(const struct evidence *e, const struct subject *s,
                   struct finding *f)
{
    (void)e;
    unsigned tries = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));)
        tries += is_tried(c) ? c->times : 0;
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_BIND));)
        if (at->result == -1 && at->times > 2)
            return tell(f, s, at,
                        "bind() failed %u times (%s), and was tried again each "
                        "time.",
                        at->times, error_name(at->error));
    return tries > 8 && tell(f, s, c,
                             "connect() failed %u times, one after the other, "
                             "with no pause and no end.",
                             tries);
}

/* --- what became of a connection ------------------------------------------ */

/* The end of what was done with the socket that c uses. */
static const struct spy_call *closing_of(const struct subject *s,
                                         const struct spy_call *c)
{
    const struct spy_call *at = c;
    while ((at = next_on(s, at)) && at->name != SPY_CLOSE)
        continue;
    return at;
}

/* Was SO_ERROR of this connection asked for? NULL: not before it was closed. */
static const struct spy_call *asks_outcome(const struct subject *s,
                                           const struct spy_call *connect)
{
    const struct spy_call *at = connect;
    while ((at = next_on(s, at)) && at->name != SPY_CLOSE)
        if (at->name == SPY_GETSOCKOPT && at->level == SOL_SOCKET &&
            at->option == SO_ERROR && at->result == 0)
            return at;
    return NULL;
}

static bool is_broken(const struct spy_call *c)
{
    return (sends(c) || receives(c) || c->name == SPY_SHUTDOWN) &&
           c->result == -1 &&
           (c->error == ECONNREFUSED || c->error == EPIPE ||
            c->error == ENOTCONN || c->error == ETIMEDOUT ||
            c->error == EHOSTUNREACH);
}

/* The call for this connection which shows that it has failed: connect()
 * itself, SO_ERROR, a wait that ran out, or what was tried with it. */
static const struct spy_call *failure_to_connect(const struct subject *s,
                                                 const struct spy_call *connect)
{
    const struct spy_call *end = closing_of(s, connect), *wait = NULL;
    const struct spy_call *asked = asks_outcome(s, connect);
    if (is_refused(connect))
        return connect;
    if (connect->error != EINPROGRESS || connect->result != -1)
        return NULL;
    if (asked)
        return asked->value != 0 ? asked : NULL;
    for (const struct spy_call *at = connect;
         (at = next_call(s, at, SPY_NONE)) && at != end;) {
        if (selects(at))
            wait = wait ? wait : at;
        if (at->fd == connect->fd && is_broken(at))
            return at;
        if (sends(at) || receives(at) || at->name == SPY_READ ||
            at->name == SPY_CONNECT || at->name == SPY_SHUTDOWN)
            break;
    }
    return wait && wait->result == 0 ? wait : NULL;
}

/* Nobody listens at any of the conversation's addresses. */
static bool nobody_listens(const struct evidence *e)
{
    return e->talk && !conversation_line(e->talk, LISTENS) &&
           (conversation_line(e->talk, REFUSES) ||
            conversation_line(e->talk, IGNORES));
}

/* --- signs ---------------------------------------------------------------- */

/* Does the program go on with this socket, as if it were connected? It uses it,
 * in `call`; or it keeps it, and is busy with something else. */
struct going_on {
    bool is;
    const struct spy_call *call; /* or NULL */
};

static struct going_on goes_on(const struct subject *s,
                               const struct spy_call *connect)
{
    const struct spy_call *at = connect, *now = waits_in(s);
    while ((at = next_call(s, at, SPY_NONE))) {
        if (at->name == SPY_CONNECT ||
            (at->name == SPY_CLOSE && at->fd == connect->fd))
            return (struct going_on){false, NULL};
        bool uses = sends(at) || receives(at) || at->name == SPY_SHUTDOWN;
        if (uses && at->fd == connect->fd)
            return (struct going_on){true, at};
    }
    if (now && receives(now) && now->fd == connect->fd)
        return (struct going_on){true, now};
    bool elsewhere = s->calls.now.times == 0 && s->calls.other_count == 0;
    elsewhere |= now && selects(now) && (now->set_in & 1); /* for stdin */
    return (struct going_on){s->status == -1 && s->signal == 0 && elsewhere,
                             NULL};
}

/* "send() at client.c:80". A static string. */
static const char *next_words(const struct subject *s,
                              const struct spy_call *next)
{
    static char words[120];
    if (next == NULL)
        return "kept its socket";
    snprintf(words, sizeof words, "went on with %s()%s", call_name(next),
             at_line(s, next));
    return words;
}

/* "ECONNREFUSED", "the time was up". */
static const char *failure_words(const struct spy_call *failed)
{
    return selects(failed) ? "the time was up" : error_name(failure_of(failed));
}

/* SO_ERROR gives an error once: who asks again is told that all is well. */
static bool asks_twice(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *asked = asks_outcome(s, c);
        const struct spy_call *again = asked ? asks_outcome(s, asked) : NULL;
        if (asked && asked->value != 0 && again && again->value == 0)
            return tell(f, s, again,
                        "SO_ERROR was asked for twice: the first answer was "
                        "%s, and with that it is gone.",
                        error_name((int)asked->value));
    }
    return false;
}

static bool ignores_outcome(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (s->is_server || !is_lab(e, "lab04") || asks_twice(e, s, f))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        struct going_on next = goes_on(s, c);
        const struct spy_call *failed = failure_to_connect(s, c);
        if (!next.is || c->is_datagram || c->error != EINPROGRESS ||
            c->result != -1 || (failed == NULL && !nobody_listens(e)))
            continue;
        if (failed && failed != next.call)
            return tell(f, s, failed,
                        "The connection has not come about (%s), and the "
                        "program %s.",
                        failure_words(failed), next_words(s, next.call));
        if (no(was_called_on(s, c, SPY_GETSOCKOPT, c->fd)))
            return tell(f, s, c,
                        "connect() only began (EINPROGRESS). Whether it has "
                        "succeeded was never asked, with getsockopt() and "
                        "SO_ERROR, and the program %s.",
                        next_words(s, next.call));
    }
    return false;
}

/* It was waited for, and then the socket was closed: nothing has told why. */
static bool guesses_outcome(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *next = next_on(s, c), *wait = c;
        if (s->is_server || !is_lab(e, "lab04") ||
            !failed_at(e, s, COMPLAINS) || c->error != EINPROGRESS ||
            next == NULL || next->name != SPY_CLOSE)
            continue;
        while ((wait = next_call(s, wait, SPY_NONE)) && wait < next)
            if (selects(wait) && wait->result > 0)
                return tell(f, s, c,
                            "connect() only began (EINPROGRESS), and %s() said "
                            "that it is settled. How was never asked, with "
                            "getsockopt() and SO_ERROR.",
                            call_name(wait));
    }
    return false;
}

/* The spy made the first socket() fail with EAFNOSUPPORT. */
static bool asks_for_one_family(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    return has_fault(e, SPY_SOCKET, EAFNOSUPPORT) &&
           calls_sum(&s->calls, SPY_SOCKET) == 1 && s->status >= 1 &&
           tell(f, s, next_call(s, NULL, SPY_SOCKET),
                "There is no socket for the first address, and no other one "
                "was tried: a name may have many.");
}

static bool names_many(const struct subject *s)
{
    return strstr(s->command, "localhost") != NULL;
}

static bool tries_one_address(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_CONNECT);
    if (!s->is_server && asks_for_one_family(e, s, f))
        return true;
    if (s->is_server || c == NULL || c->family != AF_INET6 ||
        calls_sum(&s->calls, SPY_CONNECT) != 1 || !names_many(s) ||
        s->status < 1)
        return false;
    const struct spy_call *failed = failure_to_connect(s, c);
    return failed && !goes_on(s, c).is &&
           tell(f, s, c,
                "The first address did not answer (%s), and no other one was "
                "tried: a name may have many.",
                failure_words(failed));
}

/* The sandbox's localhost is ::1 and 127.0.0.1, in this order. */
static bool leaves_out_family(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_CONNECT);
    if (s->is_server || !is_lab(e, "lab04") || c == NULL || !names_many(s) ||
        c->family != AF_INET || calls_sum(&s->calls, SPY_CONNECT) != 1 ||
        calls_sum(&s->calls, SPY_SOCKET) != 1)
        return false;
    for (int i = 0; e->talk && i < e->talk->count; i++) {
        const struct line *l = &e->talk->lines[i];
        if ((l->kind == REFUSES || l->kind == LISTENS || l->kind == IGNORES) &&
            strstr(l->text, " at ::1"))
            return tell(f, s, c,
                        "localhost is ::1 and 127.0.0.1 here, and connect() "
                        "was called for 127.0.0.1 alone.");
    }
    return false;
}

const struct mistake mistakes_connecting[] = {
    {
        .name = "socket-reused",
        .weight = CERTAIN,
        .sign = connects_again,
        .question = "What is a socket worth after its connect() has failed?",
        .where = {{4, 2}},
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = storms,
        .question = "Who shall stop it?",
        .where = {{4, 2}},
    },
    {
        .name = "error-hidden",
        .weight = CERTAIN,
        .sign = asks_twice,
        .question = "How often can it be asked for?",
        .where = {{4, 2}},
    },
    {
        .name = "connect-ignored",
        .weight = CERTAIN,
        .sign = ignores_outcome,
        .question = "What does its result say?",
        .where = {{4, 2}},
    },
    {
        .name = "connect-ignored",
        .weight = CERTAIN,
        .sign = guesses_outcome,
        .question = "Whom do you ask what has become of it?",
        .where = {{4, 2}},
    },
    {
        .name = "wrong-family",
        .weight = CLEAR,
        .sign = leaves_out_family,
        .question = "Which value of ai_family leaves it open?",
        .where = {{4, 1}},
    },
    {
        .name = "first-address-only",
        .weight = CLEAR,
        .undone = true,
        .sign = tries_one_address,
        .question = "What is ai_next for?",
        .where = {{4, 2}},
    },
    {0},
};
