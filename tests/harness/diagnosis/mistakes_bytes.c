/* mistakes_bytes.c - which bytes are sent or shown: how many, and the NUL. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "signs.h"

/* The last receiving call before c that brought bytes into the same place. */
static const struct spy_call *filled_before(const struct subject *s,
                                            const struct spy_call *c)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *at = s->calls.of; at && at < c; at++)
        if (receives(at) && at->result > 0 && at->buffer == c->buffer)
            last = at;
    return last;
}

/* A send() of more bytes than came. `on_purpose`: of a text and its NUL, or of
 * the whole buffer. */
static bool sends_more(const struct evidence *e, const struct subject *s,
                       bool on_purpose, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    bool nul = m->same < m->received_len && m->received[m->same] == '\0';
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *filled = sends(c) ? filled_before(s, c) : NULL;
        if (filled == NULL || c->length <= filled->result ||
            filled->times > 1 || !is_about_bytes(e, s) || !s->is_server ||
            (m->received_len < m->expected_len && m->received_len <= m->same) ||
            (is_lab(e, "lab06") && c->length < 2 * filled->result + 64))
            continue;
        bool whole = c->length == filled->length;
        if (on_purpose != (whole || (nul && c->length == filled->result + 1)))
            continue;
        return tell(f, s, c,
                    "%s() brought %lld bytes, and %s() was told to send "
                    "%lld%s.",
                    call_name(filled), (long long)filled->result, call_name(c),
                    (long long)c->length,
                    whole ? ", the size of the whole buffer" : "");
    }
    return false;
}

static bool sends_too_much(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    return sends_more(e, s, true, f);
}

static bool sends_what_lies_behind(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    return sends_more(e, s, false, f);
}

/* The first byte received is a NUL that was not demanded: the end of the line
 * before. */
static bool starts_with_nul(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    bool before = false; /* did the client send a line before this one? */
    for (const struct line *l = m->at; l && e->talk && l-- > e->talk->lines;)
        before |= l->kind == (s->is_server ? SERVER_SAYS : CLIENT_SAYS) &&
                  l->who == m->at->who;
    return compares(e) && failed_at_its_bytes(e, s) && before &&
           !e->talk->udp && m->same == 0 && m->received_len > 0 &&
           *m->received == '\0' && wanted_byte(m) != 0 &&
           tell(f, s, last_sending(s),
                "A byte of 0 came in front of the line: it belongs to the one "
                "before, whose NUL was sent with it.");
}

/* At its end the program has printed more than was demanded. */
static bool prints_more(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!failed_at(e, s, EXITS) || m->received_len == 0)
        return false;
    if (*m->received == '\n' && m->received_len == 1)
        return tell(f, s, NULL,
                    "An empty line was printed after the answer, which had "
                    "none: the program adds a newline of its own.");
    const struct spy_call *c = last_call(s, SPY_RECV);
    return (memchr(m->received, '\0', m->received_len) != NULL) &&
           tell(f, s, c,
                "More was printed than had come, with bytes of 0 in it: the "
                "whole buffer, and not what recv() had brought.");
}

/* The program has received bytes, prints nothing, and goes on receiving. */
static bool shows_nothing(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    size_t most = s->is_server ? m->same : 0; /* of a line: a part of it */
    if (!failed_at(e, s, PRINTS) || m->received_len > most || s->report)
        return false;
    const struct spy_call *last = NULL, *now = waits_in(s);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        last = receives(c) || c->name == SPY_ACCEPT ? c : last;
    bool heard = last && ((receives(last) && last->result > 0) ||
                          (last->name == SPY_ACCEPT && last->result >= 0) ||
                          last->error == EAGAIN);
    return heard && (now == NULL || receives(now) || selects(now)) &&
           tell(f, s,
                s->is_server ? NULL
                : now        ? now
                             : last,
                "Something has come, and the line that tells of it was not "
                "shown%s: it is held back, or still in a buffer of stdout.",
                m->received_len > 0 ? " whole" : "");
}

/* The server waits for clients already, and no line has told of it. */
static bool announces_nothing(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool waits = now && (receives(now) || selects(now) ||
                         now->name == SPY_ACCEPT || now->name == SPY_EPOLL);
    return failed_at(e, s, PRINTS) && s->is_server && waits &&
           expects(e, "listening on") && e->wrong.received_len == 0 &&
           tell(f, s, NULL,
                "The program waits in %s() already, and no line has come: it "
                "was not printed, or it is still in a buffer of stdout.",
                call_name(now));
}

static bool sends_a_nul(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) ||
        m->same >= m->received_len || m->received[m->same] != '\0' ||
        m->received_len <= m->expected_len || m->same == 0 ||
        wanted_byte(m) == 0)
        return false;
    return tell(f, s, last_sending(s),
                "After %zu right bytes came a byte of 0: the NUL behind a "
                "text, or the rest of an array, was sent with it.",
                m->same);
}

static bool stops_at_nul(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_about_bytes(e, s) || wanted_byte(m) != 0 || m->same == 0)
        return false;
    return tell(f, s, NULL,
                "Byte %zu is a 0, and it did not come through. Functions for "
                "strings (strlen, %%s) take it for the end.",
                m->same + 1);
}

/* A byte of 255, kept in a char, is -1, and so is EOF. */
static bool stops_at_255(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    return is_about_bytes(e, s) && wanted_byte(m) == 255 &&
           m->received_len == m->same && m->same > 0 &&
           tell(f, s, NULL,
                "Your bytes stop at byte %zu, which is 255. Kept in a char, "
                "that is -1, as EOF is.",
                m->same + 1);
}

static bool formats_what_came(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_about_bytes(e, s) || m->received_len == 0 ||
        memchr(m->expected, '%', m->expected_len) == NULL)
        return false;
    bool at = wanted_byte(m) == '%' ||
              (m->same > 0 && m->expected[m->same - 1] == '%');
    return at && tell(f, s, NULL,
                      "A '%%' that came from the network did not come through: "
                      "what was received was used as the format of printf().");
}

/* After this message come bytes of an earlier one. */
static bool sends_old_bytes(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    return compares(e) && is_about_bytes(e, s) && has_more(m) &&
           m->received[m->same] != '\0' && m->same > 0 &&
           m->expected[m->same - 1] != '\n' &&
           tell(f, s, NULL,
                "After the right %zu bytes come more, which nobody has sent "
                "this time: old bytes of the buffer.",
                m->same);
}

const struct mistake mistakes_bytes[] = {
    {
        .name = "format-string",
        .weight = CERTAIN,
        .sign = formats_what_came,
        .question = "What prints bytes as they are?",
        .where = {{3, 3}, {4, 5}, {5, 6}, {6, 6}},
    },
    {
        .name = "sizeof-sent",
        .weight = CERTAIN,
        .sign = sends_too_much,
        .question = "How many bytes came, and who has told you?",
        .where = {{3, 3}, {5, 3}, {6, 5}},
    },
    {
        .name = "stale-bytes",
        .weight = CERTAIN,
        .sign = sends_what_lies_behind,
        .question = "How many bytes are new?",
        .where = {{3, 3}, {5, 3}, {6, 5}},
    },
    {
        .name = "text-stops-at-nul",
        .weight = CERTAIN,
        .sign = stops_at_nul,
        .question = "What else tells you how many bytes there are?",
        .where = {{3, 3}, {4, 5}, {5, 3}, {5, 6}, {6, 5}},
    },
    {
        .name = "byte-is-end",
        .weight = CLEAR,
        .sign = stops_at_255,
        .question = "Of which type is the result of getc(), and why?",
        .where = {{3, 2}, {4, 5}},
    },
    {
        .name = "sizeof-sent",
        .weight = CLEAR,
        .sign = sends_a_nul,
        .question = "Did you send sizeof, or the length?",
        .where = {{3, 3}, {4, 3}, {5, 5}},
    },
    {
        .name = "sizeof-sent",
        .weight = CLEAR,
        .sign = starts_with_nul,
        .question = "Did you send sizeof, or the length?",
        .where = {{4, 3}},
    },
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = prints_more,
        .question = "How many bytes came, and who has told you?",
        .where = {{4, 5}},
    },
    {
        .name = "not-flushed",
        .weight = LIKELY,
        .undone = true,
        .sign = shows_nothing,
        .question = "When does stdout let go of what is in its buffer?",
        .where = {{3, 1}, {4, 5}, {5, 2}, {6, 6}},
    },
    {
        .name = "not-flushed",
        .weight = LIKELY,
        .sign = announces_nothing,
        .question = "When does stdout let go of what is in its buffer?",
        .where = {{2, 4}, {3, 1}, {5, 1}, {6, 1}},
    },
    {
        .name = "stale-bytes",
        .weight = LIKELY,
        .sign = sends_old_bytes,
        .question = "How many bytes are new?",
        .where = {{3, 3}, {5, 3}, {5, 6}},
    },
    {0},
};
