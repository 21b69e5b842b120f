/* mistakes_datagrams.c - what goes wrong with UDP alone. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "must.h"
#include "signs.h"

enum { LONGEST = 65507 };

static bool ends_at_empty(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (!receives(c) || !c->is_datagram || c->result != 0)
            continue;
        const struct spy_call *next = next_call(s, c, SPY_NONE);
        bool answered = next && sends(next);
        bool again = next == NULL || receives(next) ||
                     next->name == SPY_SETSOCKOPT || next->name == SPY_SELECT ||
                     next->name == SPY_POLL;
        if (!s->is_server && next && !again)
            return tell(f, s, c,
                        "An empty datagram came (%s() returned 0), and the "
                        "client went on as if that were an answer, or an end.",
                        call_name(c));
        if (s->is_server && !answered)
            return tell(f, s, c,
                        "An empty datagram came (%s() returned 0), and it was "
                        "not answered. There is no connection that could end: "
                        "it is a message like any other.",
                        call_name(c));
    }
    (void)e;
    return false;
}

/* Counted, but not shown like another one. */
static bool hides_empty(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->is_datagram && c->result == 0 && s->is_server &&
            failed_at(e, s, PRINTS) && expects(e, "0 bytes"))
            return tell(f, s, c,
                        "An empty datagram came, and nothing was said of it. "
                        "It is a message like any other.");
    return false;
}

static bool only_looks(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->result > 0 && (c->flags & MSG_PEEK) &&
            c->times > 3)
            return tell(f, s, c,
                        "%s() with MSG_PEEK looked at the same bytes %u times: "
                        "it leaves them where they are.",
                        call_name(c), c->times);
    return false;
}

static bool answers_elsewhere(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *came = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        came = receives(c) && c->is_datagram ? c : came;
        if (is_lab(e, "lab05") && s->is_server && sends(c) && came &&
            c->fd != came->fd)
            return tell(f, s, c,
                        "The datagram came to socket %d, and the answer left "
                        "from socket %d, which has another port.",
                        came->fd, c->fd);
    }
    return false;
}

static bool binds_like_server(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_BIND);
    return is_lab(e, "lab05") && !s->is_server && c && c->port != 0 &&
           tell(f, s, c,
                "The client binds to port %d: that is the server's, and a "
                "client needs none of its own choice.",
                ntohs(c->port));
}

static bool cuts_datagrams(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->is_datagram && c->result > c->length)
            return tell(f, s, c,
                        "A datagram of %lld bytes came, and there was room for "
                        "%lld: the rest is lost.",
                        (long long)c->result, (long long)c->length);
        else if (receives(c) && c->is_datagram && c->result == c->length &&
                 c->length < LONGEST && c->result > 0)
            return tell(f, s, c,
                        "%s() had room for %lld bytes and got %lld. A longer "
                        "datagram is cut off there without an error.",
                        call_name(c), (long long)c->length,
                        (long long)c->result);
    return false;
}

static bool answers_somebody_else(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *came = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (receives(c) && c->is_datagram && c->result >= 0 && c->family)
            came = c;
        bool to = c->name == SPY_SENDTO && c->is_datagram && s->is_server;
        if (to && came && c->family &&
            (c->port != came->port || c->ip != came->ip))
            return tell(f, s, c,
                        "The datagram came from port %d, and the answer went "
                        "to port %d of %s.",
                        ntohs(came->port), ntohs(c->port),
                        c->ip == came->ip ? "the same address"
                                          : "another address");
        if (sends(c) && c->is_datagram && c->result == -1 &&
            (c->error == EDESTADDRREQ || c->error == EINVAL ||
             c->error == EAFNOSUPPORT) &&
            s->is_server)
            return tell(f, s, c,
                        "%s() failed (%s): it was given no address to send to.",
                        call_name(c), error_name(c->error));
    }
    return false;
}

static bool answers_failure(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_RECVFROM));) {
        const struct spy_call *next = next_call(s, c, SPY_NONE);
        if (c->result == -1 && c->error != EAGAIN && next && sends(next) &&
            s->is_server)
            return tell(f, s, next,
                        "recvfrom() failed (%s), and still something was sent: "
                        "nobody had asked.",
                        error_name(c->error));
    }
    return false;
}

/* --- the client ----------------------------------------------------------- */

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

/* What was printed is an answer that the server gave to another request. */
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

const struct mistake mistakes_datagrams[] = {
    {
        .name = "never-taken",
        .weight = CERTAIN,
        .sign = only_looks,
        .question = "Which call takes them away?",
        .where = "5.2",
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = answers_elsewhere,
        .question = "From where does the client expect its answer?",
        .where = "5.3",
    },
    {
        .name = "bound-like-a-server",
        .weight = CERTAIN,
        .sign = binds_like_server,
        .question = "Who gives a client its port?",
        .where = "5.4",
    },
    {
        .name = "number-missing",
        .weight = CERTAIN,
        .sign = lacks_number,
        .question = "How will the answer be known?",
        .where = "5.5",
    },
    {
        .name = "would-block-is-error",
        .weight = CLEAR,
        .sign = complains_of_lateness,
        .question = "What does net_late() tell you?",
        .where = "5.6",
    },
    {
        .name = "empty-answer-lost",
        .weight = LIKELY,
        .sign = hides_empty_answer,
        .question = "How short can an answer be?",
        .where = "5.6",
    },
    {
        .name = "zero-is-end-udp",
        .weight = LIKELY,
        .sign = hides_empty,
        .question = "What does 0 mean here?",
        .where = "5.2",
    },
    {
        .name = "answer-on-error",
        .weight = CERTAIN,
        .sign = answers_failure,
        .question = "What is there to answer when nothing came?",
        .where = "5.2",
    },
    {
        .name = "zero-is-end-udp",
        .weight = CLEAR,
        .sign = ends_at_empty,
        .question = "What does 0 mean here?",
        .where = "5.2 5.3",
    },
    {
        .name = "datagram-cut",
        .weight = CERTAIN,
        .sign = cuts_datagrams,
        .question = "How long can a datagram be?",
        .where = "5.2 5.6",
    },
    {
        .name = "sender-not-noted",
        .weight = CERTAIN,
        .sign = answers_somebody_else,
        .question = "Where does recvfrom() say who has sent it?",
        .where = "5.3",
    },
    {
        .name = "not-connected",
        .weight = CERTAIN,
        .sign = connects_not,
        .question = "What does connect() do for a socket of datagrams?",
        .where = "5.4",
    },
    {
        .name = "foreign-answer",
        .weight = CLEAR,
        .sign = takes_anything,
        .question = "How do you know who has sent it?",
        .where = "5.4",
    },
    {
        .name = "id-not-removed",
        .weight = CERTAIN,
        .sign = shows_number,
        .question = "Where does the text begin in what has come?",
        .where = "5.6",
    },
    {
        .name = "late-answer",
        .weight = CLEAR,
        .sign = shows_late_answer,
        .question = "Which request does it belong to?",
        .where = "5.6",
    },
    {0},
};
