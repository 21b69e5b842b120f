/* mistakes_answers.c - a client of datagrams: which answers it takes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "must.h"
#include "signs.h"

static bool connects_not(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_SOCKET);
    if (!is_lab(e, "lab05") || s->is_server || c == NULL ||
        c->type != SOCK_DGRAM || c->result == -1 || last_call(s, SPY_CONNECT))
        return false;
    const struct spy_call *sent = next_call(s, NULL, SPY_SEND);
    if (sent && sent->error == EDESTADDRREQ)
        return tell(f, s, sent,
                    "send() failed (EDESTADDRREQ): the socket has no peer.");
    return tell(f, s, c,
                "connect() was never called on the socket: it takes datagrams "
                "from anybody, and \"nobody there\" is not reported to it.");
}

static bool lacks_number(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab05") || s->is_server || m->received_len == 0 ||
        !failed_at(e, s, CLIENT_SAYS) || m->expected == NULL)
        return false;
    size_t digits = strspn(m->expected, "0123456789");
    const char *text = m->expected + digits + 1;
    bool bare = m->expected[digits] == ' ' &&
                strncmp(text, m->received, m->received_len) == 0;
    return bare &&
           tell(f, s, last_call(s, SPY_SEND),
                "The request came without its number: \"%.40s\".", m->received);
}

static bool complains_of_lateness(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab05") || s->is_server ||
        (!says(s, "recv: EAGAIN") && !says(s, "recv: ETIMEDOUT") &&
         !says(s, "recv: EWOULDBLOCK") && !says(s, "recvfrom: E")))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->error == EAGAIN)
            return tell(f, s, c,
                        "%s() said that the time is up, and the program "
                        "complained of it: that is no failure, it is why one "
                        "asks again.",
                        call_name(c));
    return false;
}

static bool hides_empty_answer(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    return is_lab(e, "lab05") && !s->is_server && failed_at(e, s, PRINTS) &&
           m->expected_len == 1 && *m->expected == '\n' &&
           tell(f, s, last_call(s, SPY_RECV),
                "The answer to an empty line has no text, and it was not "
                "taken for an answer.");
}

static bool shows_number(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab05") || s->is_server || !failed_at(e, s, PRINTS) ||
        m->received_len == 0 || m->expected == NULL)
        return false;
    const char *text = m->received;
    size_t digits = strspn(text, "0123456789");
    size_t spaces = strspn(text + digits, " ");
    if (digits + spaces == 0 ||
        m->received_len != m->expected_len + digits + spaces ||
        memcmp(text + digits + spaces, m->expected, m->expected_len) != 0)
        return false;
    return tell(f, s, last_call(s, SPY_RECV),
                "\"%.*s\" was printed with the answer: that is the number of "
                "the request, not a part of the text.",
                (int)(digits + spaces), text);
}

/* What came is shorter than the number of the request and its blank, and it was
 * taken for the answer. */
static bool compares_old_bytes(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    const struct spy_call *sent = last_sending(s), *came = NULL;
    if (!is_lab(e, "lab05") || s->is_server || !failed_at(e, s, PRINTS) ||
        e->wrong.received_len == 0 || sent == NULL)
        return false;
    for (const struct spy_call *c = sent; (c = next_call(s, c, SPY_NONE));)
        came = receives(c) ? c : came;
    const char *blank = memchr(sent->head, ' ', sizeof sent->head);
    return came && blank && came->result >= 0 &&
           came->result <= blank - sent->head &&
           tell(f, s, came,
                "A datagram of %lld byte%s came, which is too short for the "
                "number and its blank, and it was taken for the answer: bytes "
                "behind it were compared, which were there before.",
                (long long)came->result, came->result == 1 ? "" : "s");
}

/* Does a datagram that came before end with these bytes? */
static bool ends_an_earlier_one(const struct evidence *e, const char *bytes,
                                size_t len)
{
    struct names names = e->names;
    bool found = false;
    for (const struct line *l = e->talk->lines; l < e->wrong.at; l++) {
        size_t said_len;
        if (l->kind != SERVER_SAYS || !text_is_plain(l->text, &names))
            continue;
        char *said = text_bytes(l->text, &names, false, &said_len);
        found |= said_len >= len && len > 0 &&
                 memcmp(said + said_len - len, bytes, len) == 0;
        free(said);
    }
    return found;
}

/* Behind the answer is printed what an earlier one has left. */
static bool shows_old_bytes(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab05") || s->is_server || !failed_at(e, s, PRINTS) ||
        m->expected_len < 2 || m->same + 1 != m->expected_len ||
        m->received_len <= m->expected_len)
        return false;
    const char *rest = m->received + m->same;
    size_t len = m->received_len - m->same;
    len -= rest[len - 1] == '\n';
    return ends_an_earlier_one(e, rest, len) &&
           tell(f, s, NULL,
                "Behind the %zu bytes of the answer stand %zu of an earlier "
                "one: where the new one ends was not asked.",
                m->same, len);
}

/* The number has two digits from the tenth request on; a check tells so. */
static bool counts_on_one_digit(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    char came[32], printed[32];
    int id;
    const char *text =
        e->demand ? strstr(e->demand, "the answer to request") : NULL;
    if (s->is_server || text == NULL ||
        sscanf(text,
               "the answer to request %d is '%31[^']', and it prints '%31[^']'",
               &id, came, printed) != 3 ||
        id < 10 || strlen(printed) >= strlen(came) ||
        strcmp(came + strlen(came) - strlen(printed), printed) != 0)
        return false;
    return tell(f, s, last_call(s, SPY_RECV),
                "Of \"%s\" it printed \"%s\". The number of this request has "
                "%d digits, and those before it were taken off well.",
                came, printed, id < 100 ? 2 : 3);
}

/* The client prints an earlier datagram of the server as the answer. */
static bool shows_late_answer(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab05") || s->is_server || !failed_at(e, s, PRINTS) ||
        m->received_len == 0)
        return false;
    char *line = must_strndup(m->received, strcspn(m->received, "\n"));
    bool known = false;
    for (const struct line *l = e->talk->lines; l < m->at; l++) {
        const char *rest = strchr(l->text, ' ');
        known |= l->kind == SERVER_SAYS && *line &&
                 (strcmp(l->text, line) == 0 ||
                  (rest && strcmp(rest + 1, line) == 0) ||
                  (strlen(l->text) > 2 && strcmp(l->text + 2, line) == 0));
    }
    bool told = known && tell(f, s, last_call(s, SPY_RECV),
                              "\"%.40s\" is no answer to this request: what "
                              "came was not compared with its number.",
                              line);
    free(line);
    return told;
}

static bool takes_anything(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab05") || s->is_server || !failed_at(e, s, PRINTS) ||
        m->received_len == 0)
        return false;
    char *line = must_strndup(m->received, strcspn(m->received, "\n"));
    bool stranger = false;
    for (const struct line *l = e->talk->lines; l < m->at; l++)
        stranger |= l->kind == STRANGER_SAYS && *line && strstr(l->text, line);
    bool told =
        stranger && tell(f, s, last_call(s, SPY_RECV),
                         "\"%.40s\" came from a stranger, and was printed "
                         "as the server's answer.",
                         line);
    free(line);
    return told;
}

const struct mistake mistakes_answers[] = {
    {
        .name = "number-missing",
        .weight = CERTAIN,
        .sign = lacks_number,
        .question = "How will the answer be known?",
        .where = {{5, 5}},
    },
    {
        .name = "would-block-is-error",
        .weight = CLEAR,
        .sign = complains_of_lateness,
        .question = "What does net_late() tell you?",
        .where = {{5, 6}},
    },
    {
        .name = "empty-answer-lost",
        .weight = LIKELY,
        .sign = hides_empty_answer,
        .question = "How short can an answer be?",
        .where = {{5, 6}},
    },
    {
        .name = "not-connected",
        .weight = CERTAIN,
        .sign = connects_not,
        .question = "What does connect() do for a socket of datagrams?",
        .where = {{5, 4}},
    },
    {
        .name = "foreign-answer",
        .weight = CLEAR,
        .sign = takes_anything,
        .question = "How do you know who has sent it?",
        .where = {{5, 4}},
    },
    {
        .name = "id-not-removed",
        .weight = CERTAIN,
        .sign = shows_number,
        .question = "Where does the text begin in what has come?",
        .where = {{5, 6}},
    },
    {
        .name = "id-not-removed",
        .weight = CERTAIN,
        .sign = counts_on_one_digit,
        .question = "Where does the text begin in what has come?",
        .where = {{5, 6}},
    },
    {
        .name = "stale-bytes",
        .weight = CERTAIN,
        .sign = compares_old_bytes,
        .question = "How many bytes have come?",
        .where = {{5, 6}},
    },
    {
        .name = "stale-bytes",
        .weight = CERTAIN,
        .sign = shows_old_bytes,
        .question = "How many bytes have come?",
        .where = {{5, 6}},
    },
    {
        .name = "late-answer",
        .weight = CLEAR,
        .sign = shows_late_answer,
        .question = "Which request does it belong to?",
        .where = {{5, 6}},
    },
    {0},
};
