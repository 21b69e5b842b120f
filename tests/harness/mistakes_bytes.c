/* mistakes_bytes.c - what was sent, received and shown, byte by byte. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* --- comparing ------------------------------------------------------------ */

/* Is there something that was demanded, and something to hold against it? */
static bool compares(const struct evidence *e)
{
    const struct mismatch *m = &e->wrong;
    return m->at && m->expected && m->received;
}

/* Bytes on the wire, or lines that the program has shown of them. */
static bool is_about_bytes(const struct evidence *e, const struct subject *s)
{
    return compares(e) &&
           (failed_at_its_bytes(e, s) || failed_at(e, s, PRINTS));
}

/* The byte that was demanded where they differ; -1: none. */
static int wanted_byte(const struct mismatch *m)
{
    return m->same < m->expected_len ? (unsigned char)m->expected[m->same] : -1;
}

/* Received has all that was demanded, and more behind it. */
static bool has_more(const struct mismatch *m)
{
    return m->same == m->expected_len && m->received_len > m->same;
}

static const struct spy_call *last_sending(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c))
            last = c;
    return last;
}

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

static bool sends_too_much(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *filled = sends(c) ? filled_before(s, c) : NULL;
        if (filled == NULL || c->length <= filled->result ||
            filled->times > 1 || !is_about_bytes(e, s) ||
            e->wrong.received_len < e->wrong.expected_len || !s->is_server ||
            (is_lab(e, "lab06") && c->length < 2 * filled->result + 64))
            continue;
        bool whole = c->length == filled->length;
        return tell(f, s, c,
                    "%s() brought %lld bytes, and %s() was told to send "
                    "%lld%s.",
                    call_name(filled), (long long)filled->result, call_name(c),
                    (long long)c->length,
                    whole ? ", the size of the whole buffer" : "");
    }
    return false;
}

/* The first byte that came is not wanted, and is a NUL; or a NUL in place of
 * what was wanted. */
static bool starts_with_nul(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    bool before = false; /* is there a line whose NUL it may be? */
    for (const struct line *l = m->at; e->talk && l-- > e->talk->lines;)
        before |= l->kind == CLIENT_SAYS;
    return compares(e) && failed_at_its_bytes(e, s) && !s->is_server &&
           before && !e->talk->udp && m->same == 0 && m->received_len > 0 &&
           *m->received == '\0' && wanted_byte(m) != 0 &&
           tell(f, s, last_sending(s),
                "A byte of 0 came in front of the line: it belongs to the one "
                "before, whose NUL was sent with it.");
}

/* It ends, or waits, with more on stdout than was demanded. */
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

/* What it has heard is not shown, and it hears on. */
static bool shows_nothing(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!failed_at(e, s, PRINTS) || m->received_len > 0 || s->report)
        return false;
    const struct spy_call *last = NULL, *now = waits_in(s);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        last = receives(c) || c->name == SPY_ACCEPT ? c : last;
    bool heard = last && ((receives(last) && last->result > 0) ||
                          (last->name == SPY_ACCEPT && last->result >= 0) ||
                          last->error == EAGAIN);
    return heard && (now == NULL || receives(now) || now->name == SPY_SELECT) &&
           calls_sum(&s->calls, SPY_RECV) + calls_sum(&s->calls, SPY_ACCEPT) >
               0 &&
           tell(f, s, now ? now : last,
                "Something has come, and the line that tells of it was not "
                "shown: it is held back, or still in a buffer of stdout.");
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
                "Your bytes stop at byte %zu, which is a 0. Functions for "
                "strings (strlen, %%s) take it for the end.",
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

static bool loses_newline(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) || e->talk->udp ||
        wanted_byte(m) != '\n' || m->same + 1 != m->expected_len ||
        m->same == 0)
        return false;
    return tell(f, s, last_sending(s),
                "The line came without its newline, so the other side cannot "
                "know where it ends.");
}

static bool sends_newline(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) || !e->talk->udp ||
        !has_more(m) || m->received[m->same] != '\n')
        return false;
    return tell(f, s, last_sending(s),
                "The datagram has %zu bytes in place of %zu: the newline that "
                "was typed is still in it.",
                m->received_len, m->expected_len);
}

static bool splits_at_blanks(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!compares(e) || !failed_at_its_bytes(e, s) || s->is_server ||
        wanted_byte(m) != ' ' || m->same == 0 || e->talk->udp ||
        memchr(m->received, ' ', m->received_len))
        return false;
    return tell(f, s, last_sending(s),
                "Only the first word of the line was sent: the input was read "
                "word by word.");
}

/* One byte of each line: the truth of a comparison, taken for a length. */
static bool sends_one_byte(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = last_sending(s);
    return compares(e) && failed_at_its_bytes(e, s) && !s->is_server &&
           m->received_len == 1 && m->expected_len > 2 && c && c->length == 1 &&
           next_call(s, c, c->name) == NULL &&
           tell(f, s, c,
                "One byte was sent of a line of %zu: a length of 1 is what a "
                "comparison is worth.",
                m->expected_len);
}

static bool drops_empty_line(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    bool empty = m->expected_len == 1 && m->expected && *m->expected == '\n';
    const struct line *l = m->at;
    if (!compares(e) || s->is_server || !failed_at_its_bytes(e, s) ||
        (m->received_len > m->same &&
         memchr(m->received, '\0', m->received_len)))
        return false;
    while (l > e->talk->lines && l->kind != TYPES)
        l--;
    empty |= e->talk->udp && l->kind == TYPES && *l->text == '\0';
    bool in_the_middle = !e->talk->udp && wanted_byte(m) == '\n' &&
                         m->same > 0 && m->expected[m->same - 1] == '\n';
    return (empty || in_the_middle) &&
           tell(f, s, NULL,
                "An empty line was typed, and was not sent. An empty line is "
                "a line; only the end of input is the end.");
}

/* --- pieces --------------------------------------------------------------- */

static const struct spy_call *short_sending(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result >= 0 && c->result < c->length && !c->is_datagram)
            return c;
    return NULL;
}

/* After a short send, the same place again. */
static bool begins_again(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = short_sending(s);
    const struct spy_call *next = c;
    while (next && (next = next_on(s, next)) && !sends(next))
        continue;
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

static bool forgets_the_rest(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = short_sending(s);
    bool cut = compares(e) && failed_at_its_bytes(e, s) &&
               m->same == m->received_len && m->received_len < m->expected_len;
    bool ends = failed_at(e, s, CLIENT_ENDS) || failed_at(e, s, SERVER_ENDS);
    return c && (cut || ends) &&
           tell(f, s, c,
                "send() took %lld of %lld bytes, and the rest was never sent.",
                (long long)c->result, (long long)c->length);
}

/* It has received something, and waits for more before it does anything. */
static bool waits_for_more(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *now = waits_in(s), *last = NULL;
    bool by_check = e->talk == NULL && is_lab(e, "lab03");
    if (now == NULL || !receives(now) ||
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
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        pieces += c->result > 0 ? c->times : 0;
        last = c;
    }
    bool cut = compares(e) && m->received_len < m->expected_len &&
               m->same == m->received_len;
    bool left = s->status != -1 || !waits_in(s) || !receives(waits_in(s));
    return cut && left && last && last->result > 0 && !s->is_server &&
           failed_at(e, s, PRINTS) && !e->talk->udp && !is_lab(e, "lab06") &&
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

/* Old bytes behind new ones. */
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
        .where = "3.3 4.5 5.6 6.6",
    },
    {
        .name = "offset-stays",
        .weight = CERTAIN,
        .sign = begins_again,
        .question = "Where do the bytes begin that are still to be sent?",
        .where = "3.3 6.4",
    },
    {
        .name = "short-send",
        .weight = CLEAR,
        .sign = forgets_the_rest,
        .question = "What does the result of send() tell you?",
        .where = "3.3 4.3 6.5",
    },
    {
        .name = "sizeof-sent",
        .weight = CERTAIN,
        .sign = sends_too_much,
        .question = "How many bytes came, and who has told you?",
        .where = "3.3 5.3 6.5",
    },
    {
        .name = "text-stops-at-nul",
        .weight = CERTAIN,
        .sign = stops_at_nul,
        .question = "What else tells you how many bytes there are?",
        .where = "3.3 4.5 5.3 5.6 6.5",
    },
    {
        .name = "sizeof-sent",
        .weight = CLEAR,
        .sign = sends_a_nul,
        .question = "Did you send sizeof, or the length?",
        .where = "3.3 4.3 5.5",
    },
    {
        .name = "sizeof-sent",
        .weight = CLEAR,
        .sign = starts_with_nul,
        .question = "Did you send sizeof, or the length?",
        .where = "4.3",
    },
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = prints_more,
        .question = "How many bytes came, and who has told you?",
        .where = "4.5",
    },
    {
        .name = "newline-sent",
        .weight = CERTAIN,
        .sign = sends_newline,
        .question = "A datagram has borders: what would a newline be for?",
        .where = "5.5",
    },
    {
        .name = "empty-line-lost",
        .weight = CERTAIN,
        .sign = drops_empty_line,
        .question = "How does your loop tell an empty line from the end?",
        .where = "4.3 5.5",
    },
    {
        .name = "newline-lost",
        .weight = CLEAR,
        .sign = loses_newline,
        .question = "Who has taken it away?",
        .where = "4.3",
    },
    {
        .name = "comparison-assigned",
        .weight = CLEAR,
        .sign = sends_one_byte,
        .question = "Which comes first, the assignment or the comparison?",
        .where = "4.3",
    },
    {
        .name = "word-input",
        .weight = CLEAR,
        .sign = splits_at_blanks,
        .question = "Which function reads whole lines?",
        .where = "4.3 5.5",
    },
    {
        .name = "wait-for-full",
        .weight = CLEAR,
        .sign = waits_for_more,
        .question = "How much may TCP bring at a time?",
        .where = "3.2",
    },
    {
        .name = "one-recv-one-message",
        .weight = CLEAR,
        .sign = takes_one_piece,
        .question = "When is an answer complete?",
        .where = "4.5",
    },
    {
        .name = "held-overwritten",
        .weight = LIKELY,
        .sign = loses_beginning,
        .question = "Where should recv() put the next piece?",
        .where = "6.3",
    },
    {
        .name = "not-flushed",
        .weight = LIKELY,
        .sign = shows_nothing,
        .question = "When does stdout let go of what is in its buffer?",
        .where = "3.1 4.5 5.2 6.6",
    },
    {
        .name = "stale-bytes",
        .weight = LIKELY,
        .sign = sends_old_bytes,
        .question = "How many bytes are new?",
        .where = "3.3 5.3 5.6",
    },
    {0},
};
