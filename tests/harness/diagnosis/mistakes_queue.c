/* mistakes_queue.c - what send() did not take at once, in a chat. */
#include <errno.h>
#include <string.h>

#include "signs.h"

/* Has send() taken less than it was given? */
static bool is_short(const struct spy_call *c)
{
    return c->name == SPY_SEND && c->result < c->length &&
           (c->result >= 0 || c->error == EAGAIN);
}

static long long taken(const struct spy_call *c)
{
    return c->result < 0 ? 0 : c->result;
}

static const struct spy_call *last_short(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        last = is_short(c) ? c : last;
    return last;
}

/* Has the chat failed because of bytes that a client was to get? */
static bool is_about_relay(const struct evidence *e, const struct subject *s)
{
    return is_lab(e, "lab06") && s->is_server &&
           (failed_at(e, s, SERVER_SAYS) || demands(e, "not the next"));
}

/* Nothing was sent on this socket after the short send(). */
static const struct spy_call *left_over(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (is_short(c) && no(was_called_on(s, c, SPY_SEND, c->fd)) &&
            no(was_called_on(s, c, SPY_CLOSE, c->fd)))
            return c;
    return NULL;
}

static bool forgets_rest(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    const struct spy_call *c = is_about_relay(e, s) ? left_over(s) : NULL;
    bool asks_not =
        c && now && selects(now) && c->fd < 64 && !in_set(now->set_out, c->fd);
    if (c == NULL || s->ended || now == NULL)
        return false;
    return tell(f, s, c,
                "send() on socket %d took %lld of %lld bytes, and the rest was "
                "not sent%s%s%s.",
                c->fd, taken(c), (long long)c->length, asks_not ? "; " : "",
                asks_not ? call_name(now) : "",
                asks_not ? "() is not asked to tell when there is room" : "");
}

static bool begins_alike(const struct spy_call *a, const struct spy_call *b)
{
    return memcmp(a->head, b->head, sizeof a->head) == 0;
}

/* The next send() on the socket of c, before which nobody has asked whether it
 * can be written to; NULL: there is none. */
static const struct spy_call *sent_past(const struct subject *s,
                                        const struct spy_call *c)
{
    const struct spy_call *came = NULL;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));) {
        bool same = at->fd == c->fd;
        if (same && at->name == SPY_SEND)
            return came && begins_alike(at, came) && !begins_alike(came, c)
                       ? at
                       : NULL;
        if ((selects(at) && in_set(at->ready_out, c->fd)) ||
            at->name == SPY_EPOLL || (same && at->name == SPY_CLOSE))
            return NULL;
        came =
            receives(at) && at->result >= (int64_t)sizeof at->head ? at : came;
    }
    return NULL;
}

/* What came later was sent before the rest. */
static bool overtakes_queue(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    for (const struct spy_call *c = NULL;
         is_about_relay(e, s) && (c = next_call(s, c, SPY_SEND));) {
        const struct spy_call *next = is_short(c) ? sent_past(s, c) : NULL;
        if (next)
            return tell(f, s, next,
                        "send() on socket %d took %lld of %lld bytes; the next "
                        "send() there began with what came later, and the rest "
                        "was still to be sent.",
                        c->fd, taken(c), (long long)c->length);
    }
    return false;
}

/* The rest was not what came next. */
static bool mixes_up_rest(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = is_about_relay(e, s) ? last_short(s) : NULL;
    bool differs = e->talk == NULL || m->received_len > m->same;
    return c && differs && yes(was_called_on(s, c, SPY_SEND, c->fd)) &&
           tell(f, s, c,
                "send() on socket %d took %lld of %lld bytes, and what the "
                "client got later is not what follows on them.",
                c->fd, taken(c), (long long)c->length);
}

/* The queue for a client that does not read grows without a limit. */
static bool keeps_without_end(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_short(s);
    return is_lab(e, "lab06") && s->is_server && c &&
           demands(e, "keeps it all in its memory") &&
           tell(f, s, c,
                "send() on socket %d takes no more, and the server keeps what "
                "is said to that client in its memory.",
                c->fd);
}

/* The queue is full; the client stays, and hears no more. */
static bool drops_when_full(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *c = last_short(s);
    return is_lab(e, "lab06") && s->is_server && c &&
           demands(e, "most of it is lost") &&
           tell(f, s, c,
                "send() on socket %d takes no more. What is said to that "
                "client from then on is lost, and it cannot know.",
                c->fd);
}

const struct mistake mistakes_queue[] = {
    {
        .name = "queue-order",
        .weight = CERTAIN,
        .sign = overtakes_queue,
        .question = "What has to be sent first?",
        .where = {{6, 5}},
    },
    {
        .name = "queue-unbounded",
        .weight = CLEAR,
        .sign = keeps_without_end,
        .question = "How much may one slow reader cost?",
        .where = {{6, 5}},
    },
    {
        .name = "queue-lost",
        .weight = CERTAIN,
        .sign = forgets_rest,
        .question = "Where is it kept, and who tells you that there is room?",
        .where = {{6, 5}},
        .undone = true,
    },
    {
        .name = "queue-lost",
        .weight = CLEAR,
        .sign = mixes_up_rest,
        .question = "Where is it kept until there is room, and in which order?",
        .where = {{6, 5}},
    },
    {
        .name = "queue-lost",
        .weight = CLEAR,
        .sign = drops_when_full,
        .question = "Who has to go when a queue is full?",
        .where = {{6, 5}},
    },
    {0},
};
