/* mistakes_lines.c - typed lines and their newlines. */
#include <string.h>

#include "signs.h"

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
        !has_more(m) || m->received[m->same] != '\n' ||
        m->received_len != m->expected_len + 1)
        return false;
    return tell(f, s, last_sending(s),
                "The datagram has %zu bytes in place of %zu: the newline that "
                "was typed is still in it.",
                m->received_len, m->expected_len);
}

/* Is what came the first word of the line, and nothing more? */
static bool is_first_word(const struct mismatch *m)
{
    size_t skip = 0, same = 0;
    while (skip < m->expected_len && strchr(" \t", m->expected[skip]))
        skip++;
    while (skip + same < m->expected_len && same < m->received_len &&
           m->received[same] == m->expected[skip + same])
        same++;
    return same > 0 && skip + same < m->expected_len &&
           strchr(" \t", m->expected[skip + same]) &&
           !memchr(m->received, ' ', m->received_len);
}

static bool splits_at_blanks(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = last_sending(s);
    bool offered = c && c->length > (int64_t)m->received_len + 1;
    return compares(e) && failed_at_its_bytes(e, s) && !s->is_server &&
           !e->talk->udp && is_first_word(m) && !offered &&
           tell(f, s, c,
                "Only the first word of the line was sent: the input was read "
                "word by word.");
}

/* One byte of each line is sent: the length is the result of a comparison. */
static bool sends_one_byte(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = last_sending(s);
    return compares(e) && failed_at_its_bytes(e, s) && !s->is_server &&
           m->received_len == 1 && m->expected_len > 2 && c && c->length == 1 &&
           calls_sum(&s->calls, c->name) == 1 &&
           tell(f, s, c,
                "One byte was sent of a line of %zu: a length of 1 is what a "
                "comparison is worth.",
                m->expected_len);
}

/* Did something else come in place of the empty line? Or is the program, which
 * sleeps, in no call on a socket? Then it reads on. Or has it finished? */
static bool went_past(const struct evidence *e, const struct subject *s)
{
    const struct mismatch *m = &e->wrong;
    if (m->received_len > m->same)
        return !e->talk->udp;
    return s->calls.of && s->status <= 0 &&
           (waits_in(s) == NULL || yes(was_called(s, SPY_SHUTDOWN)));
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
                         m->expected && m->same > 0 &&
                         m->expected[m->same - 1] == '\n';
    return (empty || in_the_middle) && went_past(e, s) &&
           tell(f, s, NULL,
                "An empty line was typed, and was not sent. An empty line is "
                "a line; only the end of input is the end.");
}

const struct mistake mistakes_lines[] = {
    {
        .name = "newline-sent",
        .weight = CERTAIN,
        .sign = sends_newline,
        .question = "A datagram has borders: what would a newline be for?",
        .where = {{5, 5}},
    },
    {
        .name = "empty-line-lost",
        .weight = CERTAIN,
        .undone = true,
        .sign = drops_empty_line,
        .question = "How does your loop tell an empty line from the end?",
        .where = {{4, 3}, {5, 5}},
    },
    {
        .name = "newline-lost",
        .weight = CLEAR,
        .sign = loses_newline,
        .question = "Who has taken it away?",
        .where = {{4, 3}},
    },
    {
        .name = "comparison-assigned",
        .weight = CLEAR,
        .sign = sends_one_byte,
        .question = "Which comes first, the assignment or the comparison?",
        .where = {{4, 3}},
    },
    {
        .name = "word-input",
        .weight = CERTAIN,
        .sign = splits_at_blanks,
        .question = "Which function reads whole lines?",
        .where = {{4, 3}, {5, 5}},
    },
    {0},
};
