/* mistakes_ends.c - the end of a stream, and the half-close. */
#include <errno.h>
#include <sys/socket.h>

#include "signs.h"

/* How often the call of this row was made again on the same socket. In a long
 * run a row counts the calls on later sockets of the same number, too: then the
 * row of their close() has been counted as well. */
static unsigned made_again(const struct subject *s, const struct spy_call *c)
{
    unsigned closed = 1;
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_CLOSE));)
        if (at->fd == c->fd && at->pid == c->pid && at->times > closed)
            closed = at->times;
    return c->times > closed ? c->times - closed : 0;
}

/* The program calls recv() in a loop although the stream has ended. */
static bool goes_on_at_end(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        unsigned more = made_again(s, c);
        if (c->result != 0 || c->length == 0 || c->is_datagram)
            continue;
        const struct spy_call *next = c;
        while ((next = next_on(s, next)) && next->name != SPY_CLOSE)
            more +=
                next->name == SPY_RECV && next->result == 0 ? next->times : 0;
        if (more > 2)
            return tell(f, s, c,
                        "recv() returned 0, and you called it %u times more on "
                        "the same socket: 0 means that the other side has "
                        "finished.",
                        more);
    }
    return false;
}

static bool has_no_room(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->length == 0 && c->result == 0)
            return tell(f, s, c,
                        "%s() was given room for 0 bytes, so it returned 0: "
                        "that looks like an end, and is none.",
                        call_name(c));
    return false;
}

static bool slams(const struct evidence *e, const struct subject *s,
                  struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));)
        if (c->level == SOL_SOCKET && c->option == SO_LINGER && c->value != 0)
            return tell(f, s, c,
                        "SO_LINGER was set: close() may then throw away what "
                        "is still under way, and send a reset.");
    return false;
}

/* The server sends bytes before the client has sent any. */
static bool speaks_first(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    if (!s->is_server || !is_lab(e, "lab03") || e->talk == NULL)
        return false;
    for (const struct line *l = e->talk->lines;
         l < e->talk->lines + e->talk->count && l != e->wrong.at; l++)
        if (l->kind == CLIENT_SAYS || l->kind == TYPES)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));) {
        bool asked = false;
        for (const struct spy_call *at = maker_of(s, c); at && at < c; at++)
            asked |= at->fd == c->fd && receives(at);
        if (!asked && maker_of(s, c) && c->result > 0)
            return tell(f, s, c,
                        "%lld bytes were sent to a client that had said "
                        "nothing yet.",
                        (long long)c->result);
    }
    return false;
}

static bool answers_the_end(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (!s->is_server || !is_lab(e, "lab03"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        const struct spy_call *next = next_on(s, c);
        if (c->result <= 0 && next && sends(next) && next->length > 0 &&
            (c->result == 0 || (c->error != EINTR && c->error != EAGAIN)))
            return tell(f, s, next,
                        "recv() returned %lld, and then something was sent: "
                        "there was nothing to answer.",
                        (long long)c->result);
    }
    return false;
}

static bool shuts_wrong_way(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SHUTDOWN));)
        if (!s->is_server && c->how != SHUT_WR)
            return tell(f, s, c, "shutdown() was told %s: %s.",
                        c->how == SHUT_RD ? "SHUT_RD" : "SHUT_RDWR",
                        c->how == SHUT_RD
                            ? "that ends what you hear, and the other side "
                              "does not learn of it"
                            : "that ends both directions, and the answer finds "
                              "nobody");
    return false;
}

static bool shuts_early(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SHUTDOWN));) {
        const struct spy_call *next = c;
        while ((next = next_on(s, next)) && !sends(next))
            continue;
        if (c->result == 0 && c->how != SHUT_RD && next && next->result == -1 &&
            next->error == EPIPE)
            return tell(f, s, c,
                        "shutdown() came before the last send()%s: what came "
                        "after it was refused.",
                        at_line(s, next));
    }
    return false;
}

static bool never_shuts(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    bool late = failed_at(e, s, CLIENT_ENDS) || failed_at(e, s, PRINTS) ||
                failed_at(e, s, EXITS) || failed_at(e, s, COMPLAINS);
    const struct spy_call *now = waits_in(s);
    bool waits = now && (receives(now) || now->name == SPY_SELECT ||
                         now->name == SPY_POLL);
    bool gave_up = says(s, "ETIMEDOUT");
    if (s->is_server || c == NULL || last_call(s, SPY_SHUTDOWN) ||
        (!is_lab(e, "lab04") && !is_lab(e, "lab06")) || !late ||
        (!waits && !gave_up && !failed_at(e, s, CLIENT_ENDS)))
        return false;
    /* had the client's stdin ended before this line? */
    bool typed_end = false;
    for (int i = 0; e->talk && i < e->talk->count; i++)
        typed_end |= e->talk->lines[i].kind == TYPES_END;
    return typed_end &&
           tell(f, s, now ? now : c,
                "The input has ended, and the server was not told: shutdown() "
                "was never called%s.",
                waits ? ", and the program waits for an answer" : "");
}

static bool closes_instead(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    if (s->is_server || (!is_lab(e, "lab04") && !is_lab(e, "lab06")) ||
        last_call(s, SPY_SHUTDOWN) || last_call(s, SPY_FORK))
        return false; /* after fork(), close() ends nothing yet */
    const struct spy_call *c = NULL;
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_CLOSE));)
        c = at->result == 0 ? at : c;
    const struct spy_call *maker = c ? maker_of(s, c) : NULL;
    bool heard_end = false, talked = false, connected = false, gave_up = false;
    for (const struct spy_call *at = maker; at && at < c; at++) {
        heard_end |= at->fd == c->fd && receives(at) && at->result <= 0;
        if (at->fd == c->fd && (sends(at) || receives(at)))
            gave_up = sends(at) && at->result <= 0;
        connected |= at->fd == c->fd && at->name == SPY_CONNECT &&
                     (at->result == 0 || at->error == EINPROGRESS);
        talked |= at->fd == c->fd && sends(at) && at->result > 0;
    }
    const struct spy_call *failed = c ? next_on(s, c) : NULL;
    bool reads_closed = failed && receives(failed) && failed->error == EBADF;
    if (c == NULL || heard_end || !connected || gave_up ||
        (!talked && !reads_closed))
        return false;
    return tell(f, s, c,
                "close() ended both directions before the answer was read to "
                "its end: whatever the server still says finds nobody.");
}

/* The server of lab 4 answers after a piece, before its client has ended. */
static bool answers_a_piece(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (!s->is_server || !is_lab(e, "lab04"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = receives(c) ? next_on(s, c) : NULL;
        if (next && sends(next) && c->result > 0)
            return tell(f, s, next,
                        "recv() had brought %lld bytes, and they were answered "
                        "before it returned 0: the client may have more to "
                        "say.",
                        (long long)c->result);
    }
    return false;
}

const struct mistake mistakes_ends[] = {
    {
        .name = "one-recv-one-message",
        .weight = CERTAIN,
        .sign = answers_a_piece,
        .question = "When is a request complete?",
        .where = {{4, 4}},
    },
    {
        .name = "closed-not-half-closed",
        .weight = CERTAIN,
        .sign = closes_instead,
        .question = "Which call ends one direction alone?",
        .where = {{4, 4}, {6, 7}},
    },
    {
        .name = "zero-not-end",
        .weight = CERTAIN,
        .sign = goes_on_at_end,
        .question = "What do you do about an end?",
        .where = {{3, 2}, {4, 5}, {6, 3}},
    },
    {
        .name = "no-room",
        .weight = CERTAIN,
        .sign = has_no_room,
        .question = "What does sizeof give there, or what was the length?",
        .where = {{3, 2}, {6, 3}},
    },
    {
        .name = "reset-not-closed",
        .weight = CERTAIN,
        .sign = slams,
        .question = "What becomes of bytes that were sent and not yet heard?",
        .where = {{3, 1}},
    },
    {
        .name = "wrong-direction-shut",
        .weight = CERTAIN,
        .sign = shuts_wrong_way,
        .question = "Which direction have you finished with?",
        .where = {{4, 4}, {6, 7}},
    },
    {
        .name = "half-close-too-early",
        .weight = CERTAIN,
        .sign = shuts_early,
        .question = "When have you said it all?",
        .where = {{4, 4}, {6, 7}},
    },
    {
        .name = "half-close-missing",
        .weight = CLEAR,
        .sign = never_shuts,
        .question = "How would the server know that this was all?",
        .where = {{4, 4}, {6, 7}},
    },
    {
        .name = "speaks-first",
        .weight = CERTAIN,
        .sign = speaks_first,
        .question = "Who speaks first here?",
        .where = {{3, 1}},
    },
    {
        .name = "answers-after-end",
        .weight = CERTAIN,
        .sign = answers_the_end,
        .question = "What are the three outcomes of recv()?",
        .where = {{3, 2}},
    },
    {0},
};
