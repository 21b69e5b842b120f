/* mistakes_waking.c - what a program waits for in select(), and how often it
 * wakes. */
#include <errno.h>

#include "signs.h"

static bool leaves_one_out(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *c = last_waiting(s), *now = waits_in(s);
    if (c == NULL || s->ended || !is_lab(e, "lab06") || (now && !selects(now)))
        return false;
    for (int i = 0; i < s->seen.socket_count; i++) {
        const struct observed_socket *o = &s->seen.sockets[i];
        if (o->unread > 0 && !in_set(c->set_in, o->fd) && !o->udp)
            return tell(f, s, c,
                        "On socket %d %s, and %s() was not told to look at "
                        "it.",
                        o->fd,
                        o->listening ? "somebody waits to be let in"
                                     : "there is something to receive",
                        call_name(c));
    }
    return false;
}

/* Standard input has bytes, and is not in the reading set. */
static bool leaves_keyboard_out(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    bool typed = false;
    if (s->is_server || now == NULL || !is_lab(e, "lab06") || e->talk == NULL)
        return false;
    for (const struct line *l = e->talk->lines; e->wrong.at && l < e->wrong.at;
         l++)
        typed |= l->kind == TYPES || l->kind == TYPES_END;
    return typed && selects(now) && !in_set(now->set_in, 0) &&
           next_call(s, NULL, SPY_READ) == NULL &&
           tell(f, s, now,
                "Something was typed, and %s() was not told to look at the "
                "keyboard.",
                call_name(now));
}

enum { OFTEN = 200 };

static bool wakes_for_writing(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    unsigned times = 0;
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->ready_out != 0 && c->ready_in == 0) {
            times += c->times;
            at = c;
        }
    return times > OFTEN &&
           tell(f, s, at,
                "%s() returned %u times only because a socket could be "
                "written to, which nearly every socket can nearly always.",
                call_name(at), times);
}

static bool asks_without_rest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && c->timeout_ms == 0 && c->times > OFTEN)
            return tell(f, s, c,
                        "%s() was called %u times with a time limit of 0: it "
                        "never waits.",
                        call_name(c), c->times);
    return false;
}

static bool repeats(const struct evidence *e, const struct subject *s,
                    struct finding *f)
{
    (void)e;
    const struct spy_call *most = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (most == NULL || c->times > most->times)
            most = c;
    if (most == NULL || most->times < 2 * OFTEN)
        return false;
    return tell(f, s, most,
                "%s() was called %u times, and returned %lld%s%s each time: "
                "the program never rests.",
                call_name(most), most->times, (long long)most->result,
                most->error ? " with " : "",
                most->error ? error_name(most->error) : "");
}

/* Bytes are kept for a client, and its socket is not in the writing set. */
static bool asks_not_for_room(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *now = last_waiting(s), *kept = NULL;
    if (!is_lab(e, "lab06") || !s->is_server || s->ended || now == NULL ||
        (!failed_at(e, s, SERVER_SAYS) && e->talk))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            kept = c;
    if (kept == NULL || (now != &s->calls.now && now < kept))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((selects(c) && in_set(c->set_out, kept->fd) &&
             c->ended > kept->began) ||
            (c->name == SPY_CLOSE && c->fd == kept->fd && c > kept))
            return false;
    return !in_set(now->set_out, kept->fd) && now->name != SPY_EPOLL &&
           tell(f, s, kept,
                "send() on socket %d took %lld of %lld bytes, and %s() was "
                "never asked to tell when there is room again.",
                kept->fd, (long long)(kept->result < 0 ? 0 : kept->result),
                (long long)kept->length, call_name(now));
}

/* The keyboard was ready, and no read() of the program's own followed. */
static bool types_through_stdio(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab06") || s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->fd == 0 && c->name == SPY_READ)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c) && in_set(c->ready_in, 0))
            return tell(f, s, c,
                        "The keyboard was read through stdio, which takes all "
                        "that is there and gives one line: %s() does not see "
                        "what stdio still holds.",
                        call_name(c));
    return false;
}

const struct mistake mistakes_waking[] = {
    {
        .name = "write-set-always",
        .weight = CERTAIN,
        .sign = wakes_for_writing,
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
        .name = "not-in-set",
        .weight = CERTAIN,
        .sign = asks_not_for_room,
        .question = "For whom is the second set?",
        .where = {{6, 1}, {6, 5}},
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
