/* mistakes_waking.c - what a program waits for in select(), and how often it
 * wakes. */
#include <errno.h>
#include <string.h>

#include "signs.h"

enum { OFTEN = 200 };

/* --- who is left out ------------------------------------------------------ */

/* The select() or poll() of lab 6 in which the whole program waits, or NULL. */
static const struct spy_call *rests_in(const struct evidence *e,
                                       const struct subject *s)
{
    const struct spy_call *now = waits_in(s);
    return is_lab(e, "lab06") && !s->ended && now && selects(now) &&
                   yes(is_alone(s))
               ? now
               : NULL;
}

/* Was this descriptor in the reading set of any select() or poll()? */
static bool was_ever_asked(const struct subject *s, int fd)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && in_set(c->set_in, fd))
            return true;
    return false;
}

/* Has recv() told the program that this connection is over? */
static bool knows_end(const struct subject *s, int fd)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->fd == fd && c->result <= 0 &&
            c->error != EAGAIN && c->error != EINTR)
            return true;
    return false;
}

/* The other side of this connection has said it all, which is news. */
static bool is_at_end(const struct subject *s, const struct observed_socket *o)
{
    return !o->connected && o->peer_port > 0 && !knows_end(s, o->fd) &&
           no(was_called_on(s, NULL, SPY_SHUTDOWN, o->fd));
}

/* What the program should want to know of this socket, in words; or NULL. A
 * listener that is asked again in a while is no such thing. */
static const char *news_on(const struct subject *s,
                           const struct observed_socket *o,
                           const struct spy_call *now)
{
    bool later = now->timeout_ms != -1 && was_ever_asked(s, o->fd);
    if (o->listening)
        return o->unread > 0 && !later ? "somebody waits to be let in" : NULL;
    return o->unread > 0     ? "there is something to receive"
           : is_at_end(s, o) ? "the other side has said it all"
                             : NULL;
}

static bool leaves_one_out(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *now = rests_in(e, s);
    for (int i = 0; now && i < s->seen.socket_count; i++) {
        const struct observed_socket *o = &s->seen.sockets[i];
        const char *news = o->udp || o->fd >= 64 || in_set(now->set_in, o->fd)
                               ? NULL
                               : news_on(s, o, now);
        if (news)
            return tell(f, s, now,
                        "On socket %d %s, and %s() was not told to look at "
                        "it.",
                        o->fd, news, call_name(now));
    }
    return false;
}

/* Has the program read these bytes from its standard input? */
static struct answer has_read(const struct subject *s, const char *bytes,
                              size_t len)
{
    bool seen = false, reads = false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));) {
        size_t most = len < sizeof c->head ? len : sizeof c->head;
        reads |= c->fd == 0;
        seen |=
            c->fd == 0 && (c->result == 0 || memcmp(c->head, bytes, most) == 0);
    }
    /* who reads by stdio is not seen to read */
    bool by_stdio = !reads && was_ever_asked(s, 0);
    return by_stdio ? (struct answer){NOT_KNOWN} : was_seen(s, seen);
}

/* Something was typed, and the keyboard is not in the reading set. */
static bool leaves_keyboard_out(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *now = rests_in(e, s);
    const struct mismatch *m = &e->wrong;
    if (now == NULL || s->is_server || in_set(now->set_in, 0) ||
        !failed_at(e, s, CLIENT_SAYS) || m->received_len > 0 ||
        m->expected == NULL || !no(has_read(s, m->expected, m->expected_len)))
        return false;
    return tell(f, s, now,
                "Something was typed, and %s() was not told to look at the "
                "keyboard.",
                call_name(now));
}

/* The keyboard was ready, and the program has sent a line without a read() that
 * would have been seen. Another line was typed with it. */
static bool types_through_stdio(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *now = rests_in(e, s), *ready = NULL;
    if (now == NULL || s->is_server || !failed_at(e, s, CLIENT_SAYS) ||
        e->wrong.received_len > e->wrong.same ||
        !no(was_called_on(s, NULL, SPY_READ, 0)))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && in_set(c->ready_in, 0))
            ready = c;
        else if (ready && sends(c) && c->result > 0)
            return tell(f, s, ready,
                        "The keyboard was read through stdio, which takes all "
                        "that is there and gives one line: %s() does not see "
                        "what stdio still holds.",
                        call_name(ready));
    return false;
}

/* --- who never rests ------------------------------------------------------ */

/* How often a socket was sent something that was said to have room. */
static unsigned count_uses(const struct subject *s, int64_t ready)
{
    unsigned times = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c) && in_set(ready, c->fd) && c->length > 0)
            times += c->times;
    return times;
}

static bool wakes_for_writing(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    unsigned times = 0;
    int64_t ready = 0;
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->ready_out != 0 && c->ready_in == 0) {
            times += c->times;
            ready |= c->ready_out;
            at = c;
        }
    return times > OFTEN + count_uses(s, ready) &&
           tell(f, s, at,
                "%s() returned %u times only because a socket could be "
                "written to, which nearly every socket can nearly always.",
                call_name(at), times);
}

/* The same where epoll tells it: then it has nothing to say to that socket. */
static bool sends_nothing(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->length == 0 && c->result == 0 && c->times > OFTEN)
            return tell(f, s, c,
                        "send() was called %u times with nothing to send: the "
                        "socket could be written to, which nearly every one "
                        "can nearly always.",
                        c->times);
    return false;
}

static const struct spy_call *asks_at_once(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->timeout_ms == 0 && c->times > OFTEN)
            return c;
    return NULL;
}

/* The last select() before `last` that had time, if it was up; else NULL. */
static const struct spy_call *had_time(const struct subject *s,
                                       const struct spy_call *last)
{
    const struct spy_call *before = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SELECT));) {
        if (c == last)
            break;
        before = c->timeout_ms > 0 ? c : before;
    }
    return before && before->result == 0 ? before : NULL;
}

static bool uses_time_up(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *c = asks_at_once(s);
    const struct spy_call *before =
        c && c->name == SPY_SELECT ? had_time(s, c) : NULL;
    return is_lab(e, "lab06") && before && before->pid == c->pid &&
           tell(f, s, c,
                "select() had a time limit of %lld ms, and then of 0, %u "
                "times: it takes away from the structure what has passed.",
                (long long)before->timeout_ms, c->times);
}

static bool asks_without_rest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    const struct spy_call *c = asks_at_once(s);
    return c && tell(f, s, c,
                     "%s() was called %u times with a time limit of 0: it "
                     "never waits.",
                     call_name(c), c->times);
}

/* Does the program move bytes as often as it makes this call? */
static bool is_busy_with_bytes(const struct subject *s,
                               const struct spy_call *call)
{
    unsigned moves = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((sends(c) || receives(c)) && c->result > 0)
            moves += c->times;
    return moves * 4 > call->times;
}

static bool repeats(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    (void)e;
    const struct spy_call *most = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((c->result <= 0 || selects(c)) &&
            (most == NULL || c->times > most->times))
            most = c;
    if (most == NULL || most->times < 2 * OFTEN || is_busy_with_bytes(s, most))
        return false;
    return tell(f, s, most,
                "%s() was called %u times, and returned %lld%s%s each time: "
                "the program never rests.",
                call_name(most), most->times, (long long)most->result,
                most->error ? " with " : "",
                most->error ? error_name(most->error) : "");
}

const struct mistake mistakes_waking[] = {
    {
        .name = "time-used-up",
        .weight = CERTAIN,
        .sign = uses_time_up,
        .question = "Who sets the time anew, before each call?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "write-set-always",
        .weight = CERTAIN,
        .sign = wakes_for_writing,
        .question = "For whom do you have something?",
        .where = {{6, 1}},
    },
    {
        .name = "write-set-always",
        .weight = CERTAIN,
        .sign = sends_nothing,
        .question = "For whom do you have something?",
        .where = {{6, 1}},
    },
    {
        .name = "zero-timeout",
        .weight = CERTAIN,
        .sign = asks_without_rest,
        .question = "How long should it wait?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "stdio-behind-select",
        .weight = CLEAR,
        .sign = types_through_stdio,
        .question = "Which call reads what is there and no more?",
        .where = {{6, 6}},
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_one_out,
        .question = "Who has to be in it, each time?",
        .where = {{6, 1}, {6, 6}},
    },
    {
        .name = "not-in-set",
        .weight = CLEAR,
        .sign = leaves_keyboard_out,
        .question = "Who has to be in it, each time?",
        .where = {{6, 6}},
    },
    {
        .name = "busy-loop",
        .weight = LIKELY,
        .sign = repeats,
        .question = "What should it wait for?",
        .where = {{6, 1}, {6, 3}},
    },
    {0},
};
