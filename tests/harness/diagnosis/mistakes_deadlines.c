/* mistakes_deadlines.c - how long a client has waited. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "deadlines.h"

long asked_ms(const struct subject *s)
{
    long ms;
    return sscanf(s->command, "%*s %*s %*s %ld", &ms) == 1 ? ms : -1;
}

long told_ms(const struct evidence *e, const struct subject *s)
{
    long ms = asked_ms(s);
    return ms > 0               ? ms
           : is_lab(e, "lab04") ? 3000
           : is_lab(e, "lab05") ? 1000
                                : -1;
}

const char *who_told(const struct subject *s)
{
    return asked_ms(s) > 0 ? "on the command line stand"
                           : "without a time on the command line it is";
}

bool waited_in_vain(const struct spy_call *c)
{
    bool watches = selects(c) || c->name == SPY_EPOLL;
    return (receives(c) && c->result == -1 && c->error == EAGAIN) ||
           (watches && c->result == 0);
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

/* How long was waited in vain, since something has come or was begun. */
struct vain {
    const struct spy_call *last;    /* NULL: not at all */
    const struct spy_call *connect; /* it waits for this one; or NULL */
    long ms;
};

static void follow(struct vain *v, const struct spy_call *c)
{
    bool moved = (receives(c) || sends(c) || selects(c)) && c->result > 0;
    if (c->name == SPY_CONNECT && !c->is_datagram)
        *v = (struct vain){.connect = c->error == EINPROGRESS ? c : NULL};
    else if (waited_in_vain(c))
        *v = (struct vain){c, v->connect, v->ms + took_ms(c)};
    else if (moved || c->name == SPY_GETSOCKOPT || c->name == SPY_SHUTDOWN)
        *v = (struct vain){0};
}

/* Has it given up with this call; c NULL: has it ended? */
static bool gives_up(const struct vain *v, const struct subject *s,
                     const struct spy_call *c)
{
    if (v->last == NULL && v->connect == NULL)
        return false;
    if (c == NULL)
        return v->last && s->status > 0;
    return c->name == SPY_CLOSE && (!v->connect || c->fd == v->connect->fd);
}

static bool tell_too_short(const struct evidence *e, const struct subject *s,
                           const struct vain *v, struct finding *f)
{
    return tell(f, s, v->last ? v->last : v->connect,
                "The program waited %ld milliseconds, and then gave up; %s "
                "%ld.",
                v->ms, who_told(s), told_ms(e, s));
}

/* The wait that was given up too early; shared: one before it was not. */
static bool finds_short_wait(const struct evidence *e, const struct subject *s,
                             struct vain *v, bool *shared)
{
    const struct spy_call *c = NULL;
    *v = (struct vain){0};
    *shared = false;
    do {
        c = next_call(s, c, SPY_NONE);
        if (gives_up(v, s, c)) {
            if (v->ms < told_ms(e, s) / 2)
                return true;
            *shared |= v->connect != NULL;
            *v = (struct vain){0};
        }
        if (c)
            follow(v, c);
    } while (c);
    return false;
}

static bool waits_too_short(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    struct vain v;
    bool shared;
    if (s->is_server || told_ms(e, s) < 50)
        return false;
    if (is_lab(e, "lab05"))
        return tries_too_short(e, s, f);
    return (is_lab(e, "lab02") || is_lab(e, "lab04")) &&
           finds_short_wait(e, s, &v, &shared) && !shared &&
           tell_too_short(e, s, &v, f);
}

/* One time for all addresses: the first has used it up. */
static bool leaves_no_time(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    struct vain v;
    bool shared;
    return !s->is_server && is_lab(e, "lab04") && told_ms(e, s) >= 50 &&
           finds_short_wait(e, s, &v, &shared) && shared && v.connect &&
           tell(f, s, v.connect,
                "The first address had all of the time, and this one had %ld "
                "milliseconds; %s %ld, and that is for each address.",
                v.ms, who_told(s), told_ms(e, s));
}

/* It waits in vain again and again, longer than it was told. */
static bool waits_again(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    struct vain v = {0};
    unsigned times = 0;
    long told = told_ms(e, s);
    if (!is_lab(e, "lab04") || s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        follow(&v, c);
        times = v.last == NULL ? 0 : v.last == c ? times + c->times : times;
        if (times > 1 && v.ms > told + told / 2 && !(c->set_in & 1))
            return tell(f, s, v.last,
                        "%s() waited in vain %u times, and was called again: "
                        "%ld milliseconds in all; %s %ld.",
                        call_name(v.last), times, v.ms, who_told(s), told);
    }
    return false;
}

/* Each piece came in time, and all of them together did not. */
static bool limits_all_pieces(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *last = NULL;
    if (!is_lab(e, "lab04") || s->is_server || s->status == -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (waited_in_vain(c))
            return false;
        else if (receives(c))
            last = c;
    return last && last->result > 0 && demands(e, "the answer came in") &&
           tell(f, s, last,
                "No wait was in vain, and the program gave up before the end "
                "of the answer. The time is for each wait.");
}

const struct mistake mistakes_deadlines[] = {
    {
        .name = "deadline-restarts",
        .weight = CLEAR,
        .sign = restarts_time,
        .question = "How much of the time is left then?",
        .where = {{5, 6}},
    },
    {
        .name = "deadline-shared",
        .weight = CERTAIN,
        .sign = leaves_no_time,
        .question = "When does the time for an address begin?",
        .where = {{4, 2}},
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = waits_again,
        .question = "What is the limit for, then?",
        .where = {{4, 5}, {4, 2}},
    },
    {
        .name = "deadline-too-short",
        .weight = CLEAR,
        .sign = waits_too_short,
        .question = "Who says how long?",
        .where = {{2, 4}, {4, 2}, {4, 5}, {5, 6}},
    },
    {
        .name = "deadline-too-short",
        .weight = CLEAR,
        .sign = limits_all_pieces,
        .question = "When does each wait begin?",
        .where = {{4, 5}},
    },
    {0},
};
