/* mistakes_silence.c - what a program makes of silence, and whose turn it
 * is. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "deadlines.h"

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

/* The recv() of lab 4's client that waited for nothing until its time was up,
 * and after it the program gave up. */
static const struct spy_call *silence(const struct evidence *e,
                                      const struct subject *s)
{
    const struct spy_call *last = NULL;
    if (!is_lab(e, "lab04") || s->is_server || s->status == -1)
        return NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c))
            last = c;
    return last && last->error == EAGAIN && last->result == -1 &&
                   took_ms(last) > 30
               ? last
               : NULL;
}

static bool takes_silence_for_end(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    const struct spy_call *c = silence(e, s);
    return c && e->talk && (s->status == 0 || *s->said == '\0') &&
           !says(s, "ETIMEDOUT") &&
           tell(f, s, c,
                "recv() waited %ld milliseconds for nothing (EAGAIN), and "
                "%s.",
                took_ms(c),
                s->status == 0 ? "the program ended with status 0, as after "
                                 "an end"
                               : "nothing was said of it");
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

/* The call fails with EAGAIN at once, and the program gives up. */
static bool is_impatient(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    if (s->is_server || !is_lab(e, "lab04") || s->status == -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = next_on(s, c);
        if ((receives(c) || sends(c)) && c->result == -1 &&
            c->error == EAGAIN && took_ms(c) < 5 &&
            (next == NULL || next->name == SPY_CLOSE))
            return tell(f, s, c,
                        "%s() said at once that there is nothing to be had "
                        "now (EAGAIN): the socket does not wait, or not long "
                        "enough.",
                        call_name(c));
    }
    return false;
}

/* It waits for its stdin, and gives up. */
static bool hurries_typist(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *last = NULL;
    if (!is_lab(e, "lab04") || s->is_server || s->status == -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) || c->name == SPY_READ)
            last = c;
    return last && selects(last) && last->result == 0 && (last->set_in & 1) &&
           tell(f, s, last,
                "%s() waited %ld milliseconds for what is typed, and the "
                "program gave up. The time is for the server.",
                call_name(last), took_ms(last));
}

/* Was the last line that was typed an empty one? */
static bool typed_nothing(const struct evidence *e)
{
    const struct line *l = e->wrong.at;
    while (l > e->talk->lines && l->kind != TYPES)
        l--;
    return *l->text == '\0';
}

/* A line was typed, and none of it is sent: the program is connected, runs, and
 * is in no call on a socket. */
static bool collects_input(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    bool elsewhere = s->calls.now.times == 0 && s->calls.other_count == 0;
    if ((!is_lab(e, "lab04") && !is_lab(e, "lab05")) || s->is_server ||
        !failed_at(e, s, CLIENT_SAYS) || e->wrong.received_len > 0 ||
        c == NULL || s->status != -1 || s->signal != 0 || !elsewhere ||
        !no(was_called(s, SPY_SEND)) || !no(was_called(s, SPY_SENDTO)) ||
        !no(was_called(s, SPY_RECV)) || !strstr(e->wrong.how, "sleeps") ||
        typed_nothing(e))
        return false;
    return tell(f, s, NULL,
                "A line was typed, and nothing of it was sent: the program is "
                "connected, and waits for something else than its server.");
}

const struct mistake mistakes_silence[] = {
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
        .name = "typist-has-deadline",
        .weight = CERTAIN,
        .sign = hurries_typist,
        .question = "Whom is the limit for?",
        .where = {{4, 3}},
    },
    {
        .name = "wait-for-full",
        .weight = CERTAIN,
        .sign = collects_input,
        .question = "When can a line be sent?",
        .where = {{4, 3}, {5, 5}},
    },
    {0},
};
