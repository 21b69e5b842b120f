/* mistakes_deadlines.c - how long a program waits. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* The milliseconds on the client's command line, -1 if there are none. */
static long asked_ms(const struct subject *s)
{
    long ms;
    return sscanf(s->command, "%*s %*s %*s %ld", &ms) == 1 ? ms : -1;
}

/* The time for a wait if the command line has none: the labs' pages say it. */
static long told_ms(const struct evidence *e, const struct subject *s)
{
    long ms = asked_ms(s);
    return ms > 0               ? ms
           : is_lab(e, "lab04") ? 3000
           : is_lab(e, "lab05") ? 1000
                                : -1;
}

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

/* No answer came in time, and the client does not say ETIMEDOUT. */
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

/* A server that closes a connection because its client is silent. */
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

/* The call fails with EAGAIN at once, and the program calls that an error. */
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

/* The limit that a call has set or has, in milliseconds; -1: none. */
static long long limit_in(const struct spy_call *c)
{
    if (c->name == SPY_SETSOCKOPT)
        return c->level == SOL_SOCKET && c->option == SO_RCVTIMEO ? c->value
                                                                  : -1;
    return c->name == SPY_SELECT || c->name == SPY_POLL ? c->timeout_ms : -1;
}

/* Has the time of this call run out, and nothing came? */
static bool waited_in_vain(const struct spy_call *c)
{
    bool watches =
        c->name == SPY_SELECT || c->name == SPY_POLL || c->name == SPY_EPOLL;
    return (receives(c) && c->result == -1 && c->error == EAGAIN) ||
           (watches && c->result == 0);
}

/* A client of lab 5 waits for less and less: for what is left of its time. What
 * counts there is the time from a request until it is sent again, if the client
 * has waited in between, and in vain. */
static bool tries_too_short(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *request = NULL;
    bool waited = false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        waited |= waited_in_vain(c);
        if (receives(c) && !waited_in_vain(c) && c->error != EINTR)
            request = NULL; /* something came: a try may end early for it */
        if (!sends(c) || c->result == -1)
            continue;
        long ms = request ? (long)((c->began - request->began) / 1000000) : -1;
        if (waited && ms >= 0 && ms < told_ms(e, s) / 2 &&
            memcmp(c->head, request->head, sizeof c->head) == 0)
            return tell(f, s, c,
                        "No answer came, and the request was sent again after "
                        "%ld milliseconds; the time for a try is %ld.",
                        ms, told_ms(e, s));
        request = c;
        waited = false;
    }
    return false;
}

static bool waits_too_short(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *at = NULL;
    if (s->is_server || told_ms(e, s) < 50)
        return false;
    if (is_lab(e, "lab05"))
        return tries_too_short(e, s, f);
    bool whole = is_lab(e, "lab02") || is_lab(e, "lab04");
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (whole && limit_in(c) >= 0 && limit_in(c) < told_ms(e, s) / 2)
            at = c;
    return at &&
           tell(f, s, at, "%s() was told to wait %lld milliseconds; %s %ld.",
                call_name(at), (long long)limit_in(at),
                asked_ms(s) > 0 ? "on the command line stand"
                                : "without a time on the command line it is",
                told_ms(e, s));
}

const struct mistake mistakes_deadlines[] = {
    {
        .name = "connect-waits",
        .weight = CERTAIN,
        .sign = connect_waits,
        .question = "Which mode makes connect() return at once?",
        .where = {{4, 2}},
    },
    {
        .name = "no-deadline",
        .weight = CERTAIN,
        .sign = waits_for_ever,
        .question = "What has to be set before that call?",
        .where = {{4, 5}, {5, 6}},
    },
    {
        .name = "deadline-restarts",
        .weight = CLEAR,
        .sign = restarts_time,
        .question = "How much of the time is left then?",
        .where = {{5, 6}},
    },
    {
        .name = "waits-for-greeting",
        .weight = CERTAIN,
        .sign = waits_for_greeting,
        .question = "Who speaks first, and when is it the other's turn?",
        .where = {{4, 3}, {4, 5}},
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = is_impatient,
        .question = "In which mode is the socket by then?",
        .where = {{4, 2}},
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = limits_clients,
        .question = "Who has said how long a client may be silent?",
        .where = {{3, 2}},
    },
    {
        .name = "silence-is-end",
        .weight = CERTAIN,
        .sign = takes_silence_for_end,
        .question = "How does silence differ from an end?",
        .where = {{4, 5}},
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = waits_again,
        .question = "What is the limit for, then?",
        .where = {{4, 5}},
    },
    {
        .name = "deadline-too-short",
        .weight = CLEAR,
        .sign = waits_too_short,
        .question = "Who says how long?",
        .where = {{2, 4}, {4, 2}, {4, 5}, {5, 6}},
    },
    {
        .name = "deadline-constant",
        .weight = CERTAIN,
        .sign = waits_other_time,
        .question = "Who says how long?",
        .where = {{4, 2}, {5, 6}},
    },
    {0},
};
