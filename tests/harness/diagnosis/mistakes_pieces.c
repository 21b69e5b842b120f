/* mistakes_pieces.c - send() and recv() that move less than all bytes. */
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static const struct spy_call *short_sending(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result >= 0 && c->result < c->length && !c->is_datagram)
            return c;
    return NULL;
}

/* The send() on the same socket that comes after c, and before anything is
 * received there. */
static const struct spy_call *sent_next(const struct subject *s,
                                        const struct spy_call *c)
{
    const struct spy_call *next = c;
    while (next && (next = next_on(s, next)) && !sends(next))
        if (receives(next))
            return NULL;
    return next;
}

/* After a short send(), the next send() begins at the same address. */
static bool begins_again(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = short_sending(s);
    const struct spy_call *next = c ? sent_next(s, c) : NULL;
    bool again = c && (c->times > 1 || (next && next->buffer == c->buffer &&
                                        next->length <= c->length));
    const struct mismatch *m = &e->wrong;
    if (!again || c->result == 0 || !compares(e) ||
        !failed_at_its_bytes(e, s) || m->same < (size_t)c->result ||
        m->received_len <= m->same)
        return false;
    return tell(f, s, next ? next : c,
                "send() took %lld of %lld bytes, and the next send() began at "
                "the same place again: the other side gets the beginning "
                "twice.",
                (long long)c->result, (long long)c->length);
}

/* After a short send(), the next send() begins behind it, and is as long. */
static bool keeps_length(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));) {
        bool cut = c->result > 0 && c->result < c->length && !c->is_datagram;
        const struct spy_call *next = cut ? sent_next(s, c) : NULL;
        if (next && next->buffer == c->buffer + c->result &&
            next->length == c->length)
            return tell(f, s, next,
                        "send() took %lld of %lld bytes. The next one began "
                        "behind them, and was told to send %lld again: so many "
                        "are not left.",
                        (long long)c->result, (long long)c->length,
                        (long long)next->length);
    }
    return false;
}

/* The next recv() puts its bytes where the rest of a short send() lies. */
static bool writes_over_rest(const struct subject *s, const struct spy_call *c)
{
    const struct spy_call *next = next_on(s, c);
    return next && receives(next) && next->result > 0 &&
           next->buffer < c->buffer + c->length &&
           next->buffer + next->result > c->buffer + c->result;
}

static bool forgets_the_rest(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = short_sending(s);
    bool cut = compares(e) && failed_at_its_bytes(e, s) &&
               m->same == m->received_len && m->received_len < m->expected_len;
    bool ends = failed_at(e, s, CLIENT_ENDS) || failed_at(e, s, SERVER_ENDS);
    bool over = is_lab(e, "lab03") && c && writes_over_rest(s, c) &&
                no(was_called(s, SPY_SELECT)) && no(was_called(s, SPY_POLL));
    return c && (cut || ends || over) &&
           tell(f, s, c,
                "send() took %lld of %lld bytes, and the rest was never sent.",
                (long long)c->result, (long long)c->length);
}

/* The program has received bytes, and waits for more before it answers. */
static bool waits_for_more(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *now = waits_in(s), *last = NULL;
    bool by_check = e->talk == NULL && is_lab(e, "lab03");
    if (now == NULL || !receives(now) || is_lab(e, "lab06") ||
        (!by_check && (!compares(e) || !is_about_bytes(e, s))))
        return false;
    if (now->flags & MSG_WAITALL)
        return tell(f, s, now,
                    "recv() with MSG_WAITALL waits until the whole buffer is "
                    "full; less than that has come, and more may never come.");
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->fd == now->fd && (receives(c) || sends(c)))
            last = c;
    return last && receives(last) && last->result > 0 && s->is_server &&
           tell(
               f, s, now,
               "recv() has brought %lld bytes; nothing was sent since, and the "
               "program waits in recv() for more.",
               (long long)last->result);
}

static bool takes_one_piece(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *last = NULL;
    unsigned pieces = 0;
    bool waited = false; /* for more, and in vain */
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        waited = (waited || (selects(c) && c->result == 0)) && !receives(c);
        if (c->name != SPY_RECV)
            continue;
        pieces += c->result > 0 ? c->times : 0;
        last = c;
    }
    bool cut = compares(e) && m->received_len < m->expected_len &&
               m->same == m->received_len;
    const struct spy_call *now = waits_in(s);
    bool left = s->status != -1 || !now || (!receives(now) && !selects(now));
    return cut && left && !waited && last && last->result > 0 &&
           !s->is_server && failed_at(e, s, PRINTS) && !e->talk->udp &&
           !is_lab(e, "lab06") &&
           tell(f, s, last,
                "The program took the first %u piece%s for the whole answer. "
                "TCP has no messages: only recv() returning 0 says that this "
                "was all.",
                pieces, pieces == 1 ? "" : "s");
}

static bool loses_beginning(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) || m->same > 0 ||
        m->received_len == 0 || m->received_len >= m->expected_len ||
        memcmp(m->expected + m->expected_len - m->received_len, m->received,
               m->received_len) != 0)
        return false;
    return tell(f, s, NULL,
                "Only the end of the line came through: the pieces before it "
                "were written over, or thrown away.");
}

const struct mistake mistakes_pieces[] = {
    {
        .name = "offset-stays",
        .weight = CERTAIN,
        .sign = begins_again,
        .question = "Where do the bytes begin that are still to be sent?",
        .where = {{3, 3}, {6, 4}},
    },
    {
        .name = "stale-bytes",
        .weight = CERTAIN,
        .sign = keeps_length,
        .question = "How many bytes are still to be sent?",
        .where = {{3, 3}, {4, 3}, {6, 5}},
    },
    {
        .name = "short-send",
        .weight = CLEAR,
        .undone = true,
        .sign = forgets_the_rest,
        .question = "What does the result of send() tell you?",
        .where = {{3, 3}, {4, 3}, {6, 5}},
    },
    {
        .name = "wait-for-full",
        .weight = CLEAR,
        .sign = waits_for_more,
        .question = "How much may TCP bring at a time?",
        .where = {{3, 2}},
    },
    {
        .name = "one-recv-one-message",
        .weight = CLEAR,
        .undone = true,
        .sign = takes_one_piece,
        .question = "When is an answer complete?",
        .where = {{4, 5}},
    },
    {
        .name = "held-overwritten",
        .weight = LIKELY,
        .sign = loses_beginning,
        .question = "Where should recv() put the next piece?",
        .where = {{6, 3}},
    },
    {0},
};
