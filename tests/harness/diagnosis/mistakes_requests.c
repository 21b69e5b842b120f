/* mistakes_requests.c - when a client repeats a request, and when it stops. */
#include <string.h>

#include "signs.h"

/* The client has ended although its stdin has more lines. */
static bool stops_asking(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_SHUTDOWN);
    c = c ? c : last_call(s, SPY_CLOSE);
    return !s->is_server && !is_lab(e, "lab05") &&
           failed_at(e, s, CLIENT_SAYS) && c && c->result == 0 &&
           e->wrong.received_len == 0 && calls_sum(&s->calls, SPY_SEND) > 0 &&
           tell(f, s, c,
                "%s() said that this was all, and the input had not ended: "
                "some of it was never sent.",
                call_name(c));
}

/* A word is typed, and the program takes it for the end of its input. */
static bool ends_at_a_word(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    static const char *const words[] = {"quit", "exit", "bye", "end", "."};
    const struct spy_call *sent = last_sending(s);
    const struct spy_call *shut = last_call(s, SPY_SHUTDOWN);
    const struct mismatch *m = &e->wrong;
    bool word = false;
    if (s->is_server || !is_lab(e, "lab04") || m->received_len > 0 ||
        !failed_at(e, s, CLIENT_SAYS) || sent == NULL || sent->result <= 0)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        word |= strcmp(m->at->text, words[i]) == 0;
    return word && (s->status == 0 || (shut && shut > sent)) &&
           tell(f, s, shut,
                "\"%s\" was typed, and the program took that for the end of "
                "its input. Nobody has agreed on such a word.",
                m->at->text);
}

static bool repeats_last_line(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (s->is_server || !failed_at(e, s, CLIENT_ENDS) || m->received_len == 0)
        return false;
    for (const struct line *l = m->at - 1; l >= e->talk->lines; l--)
        if (l->kind == CLIENT_SAYS && *l->text &&
            strncmp(l->text, m->received, strlen(l->text)) == 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "The last line was sent twice: the end of input was "
                        "noticed one turn too late.");
    return false;
}

static unsigned requests(const struct subject *s)
{
    unsigned count = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        count += sends(c) ? c->times : 0;
    return count;
}

/* How many requests were sent since the last answer. */
static unsigned last_row(const struct subject *s)
{
    unsigned row = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (receives(c) && c->result > 0)
            row = 0;
        row += sends(c) ? c->times : 0;
    }
    return row;
}

static bool gives_up_wrongly(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    if (s->is_server || !is_lab(e, "lab05") || requests(s) == 0 ||
        (!failed_at(e, s, COMPLAINS) && !failed_at(e, s, EXITS)) ||
        (!expects(e, "no answer after") && !receives_words(e, "no answer")))
        return false;
    unsigned row = last_row(s);
    return row > 0 && row < 3 &&
           tell(f, s, last_call(s, SPY_SEND),
                "The request was sent %u time%s, and then given up. The lab "
                "asks TRIES times, which is 3.",
                row, row == 1 ? "" : "s");
}

static bool asks_after_answer(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (s->is_server || !is_lab(e, "lab05") || m->received_len == 0 ||
        !failed_at(e, s, CLIENT_SAYS))
        return false;
    bool answered = false;
    size_t head = strcspn(m->received, " ") + 1;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        answered |=
            l->kind == SERVER_SAYS && strncmp(l->text, m->received, head) == 0;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        if (answered && l->kind == CLIENT_SAYS &&
            strcmp(l->text, m->received) == 0 &&
            strcmp(l->text, m->at->text) != 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "The request \"%.40s\" was sent again, though its "
                        "answer had come.",
                        m->received);
    return false;
}

/* After a wrong answer the next try began at once, before its time was up. */
static bool ends_try_early(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *sent = NULL;
    if (s->is_server || !is_lab(e, "lab05"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = next_call(s, c, SPY_NONE);
        if (receives(c) && c->result > 0 && next && sends(next) && sent &&
            next->length == sent->length && next->buffer == sent->buffer)
            return tell(f, s, c,
                        "A datagram came that was not the answer, and the "
                        "request was sent again at once: the try still had "
                        "time.");
        sent = sends(c) ? c : sent;
    }
    return false;
}

static bool overwrites_request(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (s->is_server || !is_lab(e, "lab05") || m->received_len == 0 ||
        !failed_at(e, s, CLIENT_SAYS))
        return false;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        if (l->kind == CLIENT_SAYS && strcmp(l->text, m->at->text) == 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "The repeated request is not what was asked at first: "
                        "what came in between has been written over it.");
    return false;
}

/* A request had to be repeated (equal C> lines), and the client has stopped. */
static bool asks_once(const struct evidence *e, const struct subject *s,
                      struct finding *f)
{
    bool still_waits = s->calls.other_count > 0 || waits_in(s);
    if (s->is_server || !is_lab(e, "lab05") || last_row(s) != 1 ||
        still_waits || !failed_at(e, s, CLIENT_SAYS))
        return false;
    const struct line *before = e->wrong.at - 1;
    while (before > e->talk->lines && before->kind == WHY)
        before--;
    bool again = before->kind == CLIENT_SAYS ||
                 strcmp(before->text, e->wrong.at->text) == 0;
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++)
        again |=
            l->kind == CLIENT_SAYS && strcmp(l->text, e->wrong.at->text) == 0;
    return again && e->wrong.received_len == 0 &&
           tell(f, s, last_call(s, SPY_SEND),
                "The request was sent once, and then no more. Nobody else "
                "repeats a lost datagram.");
}

static bool asks_with_new_number(const struct evidence *e,
                                 const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (s->is_server || !is_lab(e, "lab05") || !failed_at(e, s, CLIENT_SAYS) ||
        m->received_len == 0 || m->expected == NULL)
        return false;
    const char *a = strchr(m->expected, ' '), *b = strchr(m->received, ' ');
    bool repeated = false;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        repeated |= l->kind == CLIENT_SAYS && strcmp(l->text, m->at->text) == 0;
    return repeated && a && b && strcmp(a, b) == 0 &&
           strcmp(m->expected, m->received) != 0 && m->received[0] >= '0' &&
           m->received[0] <= '9' &&
           tell(f, s, last_call(s, SPY_SEND),
                "The request came with number %.*s in place of %.*s: a "
                "repeated request is the same request.",
                (int)(b - m->received), m->received, (int)(a - m->expected),
                m->expected);
}

/* A new request has the number of an earlier one. */
static bool counts_nothing(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (s->is_server || !is_lab(e, "lab05") || !failed_at(e, s, CLIENT_SAYS) ||
        m->received_len == 0 || m->expected == NULL)
        return false;
    const char *a = strchr(m->expected, ' '), *b = strchr(m->received, ' ');
    if (a == NULL || b == NULL || strcmp(a, b) != 0)
        return false;
    size_t head = (size_t)(b - m->received) + 1;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        if (l->kind == CLIENT_SAYS && strncmp(l->text, m->received, head) == 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "\"%.40s\" has the number of an earlier request, "
                        "\"%.40s\": nobody can tell whose answer comes.",
                        m->received, l->text);
    return false;
}

static bool is_same_request(const struct spy_call *a, const struct spy_call *b)
{
    return a->length == b->length &&
           memcmp(a->head, b->head, sizeof a->head) == 0;
}

static bool asks_for_ever(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    unsigned most = 0, row = 0;
    const struct spy_call *sent = NULL, *at = NULL;
    if (s->is_server || !is_lab(e, "lab05"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (!sends(c))
            continue;
        row = sent && is_same_request(c, sent) ? row + c->times : c->times;
        sent = c;
        at = row > most ? c : at;
        most = row > most ? row : most;
    }
    return most > 3 && tell(f, s, at,
                            "The same request was sent %u times: the lab asks "
                            "TRIES times, which is 3.",
                            most);
}

const struct mistake mistakes_requests[] = {
    {
        .name = "magic-word",
        .weight = CERTAIN,
        .sign = ends_at_a_word,
        .question = "What alone is the end of the input?",
        .where = {{4, 3}},
    },
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = repeats_last_line,
        .question = "What says that there is no more input?",
        .where = {{4, 3}},
    },
    {
        .name = "input-cut-short",
        .weight = CLEAR,
        .sign = stops_asking,
        .question = "What alone is the end of the input?",
        .where = {{4, 3}},
    },
    {
        .name = "retry-too-few",
        .weight = CERTAIN,
        .sign = gives_up_wrongly,
        .question = "When is it time to give up?",
        .where = {{5, 5}},
    },
    {
        .name = "asks-although-answered",
        .weight = CLEAR,
        .sign = asks_after_answer,
        .question = "When does the loop end?",
        .where = {{5, 5}},
    },
    {
        .name = "answer-ends-try",
        .weight = LIKELY,
        .sign = ends_try_early,
        .question = "What is to be done with the rest of the time?",
        .where = {{5, 6}},
    },
    {
        .name = "retries-new-id",
        .weight = CERTAIN,
        .sign = asks_with_new_number,
        .question = "What would a late answer to the first one be?",
        .where = {{5, 5}},
    },
    {
        .name = "same-number",
        .weight = CERTAIN,
        .sign = counts_nothing,
        .question = "What must be new in each request?",
        .where = {{5, 5}},
    },
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = overwrites_request,
        .question = "Where is the request put together?",
        .where = {{5, 5}},
    },
    {
        .name = "no-retry",
        .weight = CLEAR,
        .sign = asks_once,
        .question = "How often does the lab ask?",
        .where = {{5, 5}},
    },
    {
        .name = "retry-without-end",
        .weight = CLEAR,
        .sign = asks_for_ever,
        .question = "When is it time to give up?",
        .where = {{5, 5}},
    },
    {0},
};
