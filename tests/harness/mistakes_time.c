/* mistakes_time.c - connecting, and waiting with an end. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool is_tried(const struct spy_call *c)
{
    return c->result == -1 && c->error != EINTR && c->error != EAGAIN;
}

/* The milliseconds on the client's command line, -1 if there are none. */
static long asked_ms(const struct subject *s)
{
    long ms;
    return sscanf(s->command, "%*s %*s %*s %ld", &ms) == 1 ? ms : -1;
}

static bool connects_again(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *next = c;
        if (c->error == EISCONN && c->result == -1)
            return tell(f, s, c,
                        "connect() was called on socket %d, which is connected "
                        "already.",
                        c->fd);
        if (!is_tried(c) || c->is_datagram)
            continue;
        while ((next = next_on(s, next)) && next->name != SPY_CONNECT &&
               next->name != SPY_CLOSE)
            continue;
        if (next && next->name == SPY_CONNECT &&
            (next->port != c->port || next->ip != c->ip ||
             next->family != c->family || c->error != EINPROGRESS))
            return tell(f, s, next,
                        "connect() was called again on socket %d, which had "
                        "failed once (%s).",
                        c->fd, error_name(c->error));
    }
    return false;
}

static bool storms(const struct evidence *e, const struct subject *s,
                   struct finding *f)
{
    (void)e;
    unsigned tries = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));)
        tries += is_tried(c) ? c->times : 0;
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_BIND));)
        if (at->result == -1 && at->times > 2)
            return tell(f, s, at,
                        "bind() failed %u times (%s), and was tried again each "
                        "time.",
                        at->times, error_name(at->error));
    return tries > 8 && tell(f, s, c,
                             "connect() failed %u times, one after the other, "
                             "with no pause and no end.",
                             tries);
}

static bool tries_one_address(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_CONNECT);
    bool wanted = failed_at(e, s, CLIENT_CONNECTS) ||
                  failed_at(e, s, CLIENT_SAYS) || failed_at(e, s, PRINTS) ||
                  failed_at(e, s, COMPLAINS) || failed_at(e, s, EXITS) ||
                  failed_at(e, s, CLIENT_ENDS);
    if (s->is_server || c == NULL || !is_tried(c) || !wanted ||
        calls_sum(&s->calls, SPY_CONNECT) != 1 ||
        strstr(s->command, "localhost") == NULL || s->status < 1)
        return false;
    return tell(f, s, c,
                "The first address did not answer, and no other one was "
                "tried: a name may have many.");
}

/* --- no end of waiting ---------------------------------------------------- */

static bool has_limit(const struct subject *s, int fd)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool waits = (c->name == SPY_SELECT || c->name == SPY_POLL) &&
                     c->timeout_ms >= 0;
        bool option = c->name == SPY_SETSOCKOPT && c->fd == fd &&
                      c->level == SOL_SOCKET && c->option == SO_RCVTIMEO;
        if (waits || option)
            return true;
    }
    return false;
}

static bool waits_other_time(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool option = c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
                      c->option == SO_RCVTIMEO;
        bool wait = c->name == SPY_SELECT || c->name == SPY_POLL;
        long long ms = option ? c->value : wait ? c->timeout_ms : -1;
        if (!s->is_server && asked_ms(s) > 0 && ms > asked_ms(s))
            return tell(f, s, c,
                        "%s() was told to wait %lld milliseconds; on the "
                        "command line stand %ld.",
                        call_name(c), ms, asked_ms(s));
    }
    return false;
}

static bool waits_for_ever(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool limited =
        is_lab(e, "lab04") || is_lab(e, "lab05") || is_lab(e, "lab02");
    if (s->is_server || now == NULL || !limited || waits_other_time(e, s, f))
        return false;
    if (sends(now) && !failed_at(e, s, CLIENT_SAYS))
        return tell(f, s, now,
                    "The program waits in send() for a server that takes "
                    "nothing, and nothing limits how long.");
    if (now->name == SPY_CONNECT)
        return tell(f, s, now,
                    "The program waits in connect(), and nothing limits how "
                    "long: that can be minutes.");
    bool for_typing = now->set_in & 1; /* which may take as long as it takes */
    if ((now->name == SPY_SELECT || now->name == SPY_POLL) &&
        now->timeout_ms < 0 && !for_typing)
        return tell(f, s, now, "The program waits in %s() without a limit.",
                    call_name(now));
    if (!receives(now) || has_limit(s, now->fd))
        return false;
    return tell(f, s, now,
                "The program waits in %s() for an answer that does not come, "
                "and nothing limits how long.",
                call_name(now));
}

static bool connect_waits(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    return now && now->name == SPY_CONNECT && waits_for_ever(e, s, f);
}

/* The time starts anew with each datagram that is not the right one: then one
 * try takes longer than it may. */
static bool restarts_time(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *sent = NULL, *at = NULL;
    int came = 0;
    long took = 0;
    if (s->is_server || !is_lab(e, "lab05"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (sends(c)) {
            sent = c;
            came = 0;
        }
        if (!receives(c) || sent == NULL)
            continue;
        came += c->result >= 0 ? (int)c->times : 0;
        if ((long)((c->ended - sent->ended) / 1000000) > took && came > 0) {
            took = (long)((c->ended - sent->ended) / 1000000);
            at = c;
        }
    }
    long ms = asked_ms(s) > 0 ? asked_ms(s) : 1000;
    return at && took > ms + ms / 3 &&
           tell(f, s, at,
                "One try took %ld milliseconds, and %ld are allowed: after a "
                "datagram that was not the answer the time began anew.",
                took, ms);
}

/* --- asking again --------------------------------------------------------- */

/* --- whose turn it is ----------------------------------------------------- */

/* The recv() that waited in vain while there was more to send, NULL if none. It
 * waits yet; or it gave up, for its limit was shorter than ours. */
static const struct spy_call *waits_too_early(const struct subject *s,
                                              bool *said)
{
    const struct spy_call *c = NULL;
    *said = false;
    while ((c = next_call(s, c, SPY_NONE)) && c->name != SPY_SHUTDOWN) {
        *said |= sends(c);
        if (receives(c) && c->result == -1 && c->error == EAGAIN &&
            took_ms(c) > 30)
            return c;
    }
    return c == NULL ? waits_in(s) : NULL;
}

static bool waits_for_greeting(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    bool said;
    const struct spy_call *now = waits_too_early(s, &said);
    if (s->is_server || now == NULL || !receives(now) || is_lab(e, "lab06") ||
        !failed_at(e, s, CLIENT_SAYS) || now->is_datagram || e->talk->udp ||
        e->wrong.received_len > 0)
        return false;
    return !said ? tell(f, s, now,
                        "The program waits in recv() for the server to speak, "
                        "before it has sent anything. The server waits, too.")
                 : tell(f, s, now,
                        "The program waits in recv() for an answer before it "
                        "has sent the rest of its input. The server waits for "
                        "that.");
}

/* Silence was to be an error. */
static bool takes_silence_for_end(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab04") || s->is_server || s->status == -1 ||
        says(s, "ETIMEDOUT"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));)
        if (c->error == EAGAIN && c->result == -1 && took_ms(c) > 30)
            return tell(f, s, c,
                        "recv() waited %ld milliseconds for nothing (%s), and "
                        "%s.",
                        took_ms(c), error_name(c->error),
                        *s->said ? "something else was said of it"
                                 : "nothing was said of it");
    return false;
}

static bool waits_again(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    unsigned waits = 0;
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab04") || s->is_server || s->status != -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));)
        if (c->error == EAGAIN && c->result == -1) {
            waits += c->times;
            at = c;
        }
    return waits > 1 && tell(f, s, at,
                             "recv() gave up %u times, and was called again "
                             "each time: the time limit limits nothing.",
                             waits);
}

/* A server that gives up on the silent. */
static bool limits_clients(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        const struct spy_call *next = next_on(s, c);
        if (is_lab(e, "lab03") && s->is_server && c->result == -1 &&
            c->error == EAGAIN && next && next->name == SPY_CLOSE)
            return tell(f, s, c,
                        "recv() gave up after %ld milliseconds (EAGAIN), and "
                        "the client was hung up on. It had not ended: it was "
                        "silent.",
                        took_ms(c));
    }
    return false;
}

/* Not now, said at once, and taken for a failure. */
static bool is_impatient(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    if (s->is_server || !is_lab(e, "lab04"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((receives(c) || sends(c)) && c->result == -1 &&
            c->error == EAGAIN && took_ms(c) < 5 && s->status != -1)
            return tell(f, s, c,
                        "%s() said at once that there is nothing to be had "
                        "now (EAGAIN): the socket does not wait, or not long "
                        "enough.",
                        call_name(c));
    return false;
}

static bool waits_too_short(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *at = NULL;
    if (s->is_server || asked_ms(s) < 50)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool option = c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
                      c->option == SO_RCVTIMEO;
        bool wait = c->name == SPY_SELECT || c->name == SPY_POLL;
        long long ms = option ? c->value : wait ? c->timeout_ms : -1;
        /* a client of lab 5 may wait for less: for what is left of its time */
        bool whole = is_lab(e, "lab02") || is_lab(e, "lab04");
        if (whole && ms >= 0 && ms < asked_ms(s) / 2)
            at = c;
    }
    return at && tell(f, s, at,
                      "%s() was told to wait %lld milliseconds; on the command "
                      "line stand %ld.",
                      call_name(at),
                      (long long)(at->name == SPY_SETSOCKOPT ? at->value
                                                             : at->timeout_ms),
                      asked_ms(s));
}

/* The input goes on, and the client has said that this was all. */
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

/* The last row of requests between two answers. */
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

/* What came was not the answer, and the next try began at once. */
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

/* How many times one line was to be asked: those C> lines in a row. */
static bool asks_once(const struct evidence *e, const struct subject *s,
                      struct finding *f)
{
    if (s->is_server || !is_lab(e, "lab05") || requests(s) == 0 ||
        requests(s) > 2 || waits_in(s) || !failed_at(e, s, CLIENT_SAYS))
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
                "The request was sent %u time%s, and then no more. Nobody else "
                "repeats a lost datagram.",
                requests(s), requests(s) == 1 ? "" : "s");
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

const struct mistake mistakes_time[] = {
    {
        .name = "socket-reused",
        .weight = CERTAIN,
        .sign = connects_again,
        .question = "What is a socket worth after its connect() has failed?",
        .where = "4.2",
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = storms,
        .question = "Who shall stop it?",
        .where = "4.2",
    },
    {
        .name = "first-address-only",
        .weight = CLEAR,
        .sign = tries_one_address,
        .question = "What is ai_next for?",
        .where = "4.2",
    },
    {
        .name = "connect-waits",
        .weight = CERTAIN,
        .sign = connect_waits,
        .question = "Which mode makes connect() return at once?",
        .where = "4.2",
    },
    {
        .name = "no-deadline",
        .weight = CERTAIN,
        .sign = waits_for_ever,
        .question = "What has to be set before that call?",
        .where = "4.5 5.6",
    },
    {
        .name = "deadline-restarts",
        .weight = CLEAR,
        .sign = restarts_time,
        .question = "How much of the time is left then?",
        .where = "5.6",
    },
    {
        .name = "waits-for-greeting",
        .weight = CERTAIN,
        .sign = waits_for_greeting,
        .question = "Who speaks first, and when is it the other's turn?",
        .where = "4.3 4.5",
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = is_impatient,
        .question = "In which mode is the socket by then?",
        .where = "4.2",
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = limits_clients,
        .question = "Who has said how long a client may be silent?",
        .where = "3.2",
    },
    {
        .name = "silence-is-end",
        .weight = CERTAIN,
        .sign = takes_silence_for_end,
        .question = "How does silence differ from an end?",
        .where = "4.5",
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = waits_again,
        .question = "What is the limit for, then?",
        .where = "4.5",
    },
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = repeats_last_line,
        .question = "What says that there is no more input?",
        .where = "4.3",
    },
    {
        .name = "input-cut-short",
        .weight = CLEAR,
        .sign = stops_asking,
        .question = "What alone is the end of the input?",
        .where = "4.3",
    },
    {
        .name = "deadline-too-short",
        .weight = CLEAR,
        .sign = waits_too_short,
        .question = "Who says how long?",
        .where = "2.4 4.2 4.5",
    },
    {
        .name = "deadline-constant",
        .weight = CERTAIN,
        .sign = waits_other_time,
        .question = "Who says how long?",
        .where = "4.2 5.6",
    },
    {
        .name = "retry-too-few",
        .weight = CERTAIN,
        .sign = gives_up_wrongly,
        .question = "When is it time to give up?",
        .where = "5.5",
    },
    {
        .name = "asks-although-answered",
        .weight = CLEAR,
        .sign = asks_after_answer,
        .question = "When does the loop end?",
        .where = "5.5",
    },
    {
        .name = "answer-ends-try",
        .weight = LIKELY,
        .sign = ends_try_early,
        .question = "What is to be done with the rest of the time?",
        .where = "5.6",
    },
    {
        .name = "retries-new-id",
        .weight = CERTAIN,
        .sign = asks_with_new_number,
        .question = "What would a late answer to the first one be?",
        .where = "5.5",
    },
    {
        .name = "stale-bytes",
        .weight = CLEAR,
        .sign = overwrites_request,
        .question = "Where is the request put together?",
        .where = "5.5",
    },
    {
        .name = "no-retry",
        .weight = CLEAR,
        .sign = asks_once,
        .question = "How often does the lab ask?",
        .where = "5.5",
    },
    {
        .name = "retry-without-end",
        .weight = CLEAR,
        .sign = asks_for_ever,
        .question = "When is it time to give up?",
        .where = "5.5",
    },
    {0},
};
