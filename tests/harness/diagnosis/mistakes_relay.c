/* mistakes_relay.c - what a chat passes on: which bytes, and to whom. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "said.h"
#include "signs.h"

/* Has this client left, before the line that failed? */
static bool has_left(const struct evidence *e, int who)
{
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++)
        if (l->who == who &&
            (l->kind == CLIENT_ENDS || l->kind == CLIENT_CLOSES ||
             l->kind == CLIENT_RESETS))
            return true;
    return false;
}

/* Has the chat of lab 6 sent something wrong to a client? */
static bool relays_wrongly(const struct evidence *e, const struct subject *s)
{
    return is_lab(e, "lab06") && s->is_server && e->talk &&
           failed_at(e, s, SERVER_SAYS) && compares(e) &&
           e->wrong.received_len > 0;
}

/* The last send() that has begun with these bytes; NULL: none. */
static const struct spy_call *sending_of(const struct subject *s,
                                         const char *bytes, size_t len)
{
    const struct spy_call *found = NULL;
    size_t most = len < sizeof found->head ? len : sizeof found->head;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c) && c->result >= (int64_t)most &&
            memcmp(c->head, bytes, most) == 0)
            found = c;
    return found;
}

/* --- the wrong bytes ------------------------------------------------------ */

static bool hears_itself(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct line *own = NULL;
    if (!is_lab(e, "lab06") || !s->is_server || m->received_len == 0 ||
        (!failed_at(e, s, SERVER_SAYS) && !failed_at(e, s, SERVER_ENDS)))
        return false;
    for (const struct line *l = e->talk->lines; l < m->at; l++) {
        if (l->kind != CLIENT_SAYS ||
            !begins_with_line(e, m->received, m->received_len, l))
            continue;
        if (l->who != m->at->who)
            return false; /* somebody else has said the same */
        own = l;
    }
    return own && !is_half(own) &&
           tell(f, s, sending_of(s, m->received, m->received_len),
                "Client %d got back what it had said itself; all the others "
                "are to hear it.",
                own->who);
}

/* The beginning of a line that was said by another one than `who`, and that the
 * received bytes begin with, but not the expected ones; NULL: none. */
static const struct line *half_in_front(const struct evidence *e)
{
    const struct mismatch *m = &e->wrong;
    const struct line *half = NULL;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        if (is_half(l) && l->who != m->at->who &&
            begins_with_line(e, m->received, m->received_len, l) &&
            !begins_with_line(e, m->expected, m->expected_len, l))
            half = l;
    return half;
}

/* Was a piece sent as it had come, without the rest of its line? */
static bool passes_piece_on(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct line *half = relays_wrongly(e, s) ? half_in_front(e) : NULL;
    struct said piece = half ? said_by(e, half) : (struct said){0};
    const struct spy_call *c =
        half ? sending_of(s, piece.data, piece.len) : NULL;
    bool alone = c && c->result == (int64_t)piece.len;
    free(piece.data);
    return alone && tell(f, s, c,
                         "Client %d got %zu bytes of client %d that are no "
                         "line yet: they have no newline at their end.",
                         e->wrong.at->who, piece.len, half->who);
}

/* Received is: what another client has begun to say, and then the line that
 * was expected. */
static const struct line *mixed_with(const struct evidence *e,
                                     const struct subject *s)
{
    const struct mismatch *m = &e->wrong;
    const struct line *half = relays_wrongly(e, s) ? half_in_front(e) : NULL;
    if (half == NULL)
        return NULL;
    struct said piece = said_by(e, half);
    size_t rest = m->received_len - piece.len;
    bool mixed = rest > 0 && rest <= m->expected_len &&
                 memcmp(m->received + piece.len, m->expected, rest) == 0;
    const struct spy_call *c = sending_of(s, piece.data, piece.len);
    mixed &= c && c->result > (int64_t)piece.len;
    free(piece.data);
    return mixed ? half : NULL;
}

static bool inherits_half(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct line *half = mixed_with(e, s);
    return half && has_left(e, half->who) &&
           tell(f, s, NULL,
                "In front of the line that client %d was to get came the "
                "beginning of another one. Client %d had said that, and has "
                "left.",
                e->wrong.at->who, half->who);
}

static bool shares_buffer(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct line *half = mixed_with(e, s);
    return half && !has_left(e, half->who) &&
           tell(f, s, NULL,
                "In front of the line that client %d was to get came what "
                "client %d had begun to say: two clients share one buffer.",
                e->wrong.at->who, half->who);
}

/* How often this text was said by others than `who`, or was heard by `who`,
 * before the line that failed. */
static int count_of(const struct evidence *e, enum line_kind kind,
                    const char *text, int who)
{
    int count = 0;
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++)
        count += l->kind == kind && strcmp(l->text, text) == 0 &&
                 (kind == SERVER_SAYS) == (l->who == who);
    return count;
}

/* What a client has heard already comes to it again. */
static bool says_again(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!relays_wrongly(e, s))
        return false;
    const char *text = m->received + m->same;
    size_t len = m->received_len - m->same;
    for (const struct line *l = e->talk->lines; l < m->at; l++) {
        int who = m->at->who;
        if (l->kind == SERVER_SAYS && l->who == who &&
            begins_with_line(e, text, len, l) &&
            count_of(e, CLIENT_SAYS, l->text, who) <=
                count_of(e, SERVER_SAYS, l->text, who))
            return tell(f, s, sending_of(s, text, len),
                        "Client %d got something a second time that it had "
                        "heard before, and that nobody had said again.",
                        who);
    }
    return false;
}

/* The last piece of a line that has come in pieces; NULL: it came as one. */
static const struct line *last_piece(const struct evidence *e)
{
    const struct line *last = NULL;
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++)
        last = l->kind == CLIENT_SAYS ? l : last;
    for (const struct line *l = last; last && l-- > e->talk->lines;)
        if (l->kind == CLIENT_SAYS && l->who == last->who)
            return is_half(l) ? last : NULL;
    return NULL;
}

/* Has this client begun to speak with these bytes, earlier? */
static bool has_begun_with(const struct evidence *e, int who, const char *bytes,
                           size_t len)
{
    bool found = false;
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++) {
        struct said said = said_by(e, l);
        found |= l->kind == CLIENT_SAYS && l->who == who && said.data &&
                 said.len >= len && memcmp(said.data, bytes, len) == 0;
        free(said.data);
    }
    return found;
}

/* The last piece of the line came as it should, but in front of it is the
 * beginning of an earlier line. */
static bool keeps_wrong_front(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct line *piece = relays_wrongly(e, s) ? last_piece(e) : NULL;
    if (piece == NULL || m->received_len != m->expected_len)
        return false;
    struct said end = said_by(e, piece);
    size_t front = end.len < m->expected_len ? m->expected_len - end.len : 0;
    bool ends = end.data && front > m->same &&
                memcmp(m->received + front, end.data, end.len) == 0;
    free(end.data);
    return ends && has_begun_with(e, piece->who, m->received, front) &&
           tell(f, s, NULL,
                "The end of client %d's line is right, and in front of it is "
                "the beginning of an earlier one, which was passed on already.",
                piece->who);
}

const struct mistake mistakes_relay[] = {
    {
        .name = "heard-by-itself",
        .weight = CERTAIN,
        .sign = hears_itself,
        .question = "Who is to be left out?",
        .where = {{6, 4}, {6, 5}},
    },
    {
        .name = "one-recv-one-message",
        .weight = CERTAIN,
        .sign = passes_piece_on,
        .question = "Where does a line end?",
        .where = {{6, 3}},
    },
    {
        .name = "slot-not-cleared",
        .weight = CERTAIN,
        .sign = inherits_half,
        .question = "What does a new client find in the place that it gets?",
        .where = {{6, 2}, {6, 3}},
    },
    {
        .name = "shared-buffer",
        .weight = CERTAIN,
        .sign = shares_buffer,
        .question = "Where is the beginning of each client's line kept?",
        .where = {{6, 3}},
    },
    {
        .name = "offset-stays",
        .weight = CLEAR,
        .sign = says_again,
        .question = "What has been passed on: who takes it out of the buffer?",
        .where = {{6, 3}, {6, 5}},
    },
    {
        .name = "rest-not-moved",
        .weight = CLEAR,
        .sign = keeps_wrong_front,
        .question = "Where is the rest looked for, behind the last newline?",
        .where = {{6, 3}},
    },
    {0},
};
