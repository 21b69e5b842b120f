/* mistakes_closing.c - descriptors that are closed too early, late or never. */
#include <errno.h>
#include <stdio.h>

#include "signs.h"

/* Connections that the program has made or taken, and how many it has closed;
 * the last one that is still open. */
static int count_open(const struct subject *s, enum spy_name name,
                      const struct spy_call **last, int *made)
{
    int open = 0;
    *made = 0;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, name));) {
        if (c->result < 0)
            continue;
        bool closed = false;
        *made += (int)c->times;
        for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
            if (at->name == SPY_CLOSE && at->fd == c->result && at->result == 0)
                closed = true;
        open += !closed;
        if (!closed)
            *last = c;
    }
    return open;
}

static bool keeps_client_open(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *last = NULL;
    int made, open = count_open(s, SPY_ACCEPT, &last, &made);
    bool shows = failed_at(e, s, SERVER_ENDS) ||
                 failed_at(e, s, SERVER_CLOSES) || (demands(e, "holds")) ||
                 s->seen.descriptors > 20;
    if (!shows || last == NULL || !s->is_server || last_call(s, SPY_FORK))
        return false;
    /* it must know that this client is done */
    bool ended = false;
    for (const struct spy_call *c = last; (c = next_call(s, c, SPY_NONE));)
        ended |= c->fd == last->result && receives(c) && c->result <= 0;
    return (ended || demands(e, "holds")) &&
           tell(f, s, last,
                "accept() has made %d socket%s, and %d %s still open: the "
                "client waits for an end that never comes.",
                made, made == 1 ? "" : "s", open, open == 1 ? "is" : "are");
}

static bool keeps_sockets(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *last = NULL;
    int made, open = count_open(s, SPY_SOCKET, &last, &made);
    bool told = demands(e, "descriptor") || demands(e, "socket");
    return ((is_lab(e, "lab01") && s->status == 0) || told) &&
           open > (told && s->is_server) &&
           tell(f, s, last,
                "socket() has made %d, and %d of them %s never closed.", made,
                open, open == 1 ? "was" : "were");
}

static bool keeps_first(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_SOCKET);
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) && c &&
           s->status == 0 && c->result > 0 && no(was_closed(s, c)) &&
           tell(f, s, c, "Socket %lld was never closed.", (long long)c->result);
}

/* Lab 1, where numbers tell: was a socket still open when another was made? */
static bool closes_late(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    int open = 0, made = 0;
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS) ||
        (!expects(e, "closed ") && !expects(e, "old number")))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool makes = c->name == SPY_SOCKET && c->result >= 0;
        if (makes && ++made == 2 && open > 0)
            return tell(f, s, c,
                        "When the second socket was made, the first one was "
                        "still open: its number was not free yet.");
        open += makes;
        open -= c->name == SPY_CLOSE && c->result == 0;
    }
    return false;
}

/* ...or closed already, when it should have been kept? */
static bool closes_soon(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *before = NULL, *last = NULL;
    unsigned times = 0, enough = expects(e, "kept ") ? 1 : 9;
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS) ||
        (!expects(e, "kept ") && !expects(e, "oo many")))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SOCKET));)
        if (c->error == EMFILE)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));
         before = c)
        if (before && before->name == SPY_SOCKET && c->name == SPY_CLOSE &&
            c->fd == before->result) {
            last = c;
            times += c->times;
        }
    return last && times >= enough &&
           tell(f, s, last,
                "A socket was closed before the next one was made: "
                "they were to be open at the same time.");
}

/* A line of lab 1 that is off by one. */
static bool counts_wrong(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    int wanted, got;
    const struct mismatch *m = &e->wrong;
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) && m->expected &&
           m->received_len > 0 &&
           sscanf(m->expected, "made %d more", &wanted) == 1 &&
           sscanf(m->received, "made %d more", &got) == 1 &&
           (wanted - got == 1 || got - wanted == 1) &&
           tell(f, s, last_call(s, SPY_SOCKET),
                "%d were counted, and there were %d.", got, wanted);
}

/* The program closes while the other side has more to say. */
static bool closes_early(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    if (!s->is_server || !failed_at_its_bytes(e, s) || !is_lab(e, "lab03"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CLOSE));) {
        const struct spy_call *maker = maker_of(s, c);
        bool ended = false;
        for (const struct spy_call *at = maker; at && at < c; at++)
            ended |= at->fd == c->fd && (receives(at) || sends(at)) &&
                     ((at->result == 0 && at->length > 0) || is_refused(at));
        if (maker && maker->name == SPY_ACCEPT && !ended &&
            no(was_called(s, SPY_FORK)) && c->result == 0)
            return tell(f, s, c,
                        "The connection was closed before recv() had returned "
                        "0: the client had more to say.");
    }
    return false;
}

const struct mistake mistakes_closing[] = {
    {
        .name = "not-closed",
        .weight = CLEAR,
        .undone = true,
        .sign = keeps_client_open,
        .question = "Who closes what accept() has made, on every way out?",
        .where = {{3, 1}, {6, 3}},
    },
    {
        .name = "not-closed",
        .weight = LIKELY,
        .undone = true,
        .sign = keeps_sockets,
        .question = "Which of them was to be closed by now?",
        .where = {{1, 3}, {1, 4}, {1, 5}, {1, 7}},
    },
    {
        .name = "not-closed",
        .weight = CERTAIN,
        .undone = true,
        .sign = keeps_first,
        .question = "Which call gives its number back?",
        .where = {{1, 3}, {1, 7}},
    },
    {
        .name = "closed-too-late",
        .weight = CERTAIN,
        .sign = closes_late,
        .question = "When is a number free again?",
        .where = {{1, 3}, {1, 8}},
    },
    {
        .name = "closed-too-early",
        .weight = CLEAR,
        .sign = closes_soon,
        .question = "Which of them are to be open together?",
        .where = {{1, 3}, {1, 5}},
    },
    {
        .name = "off-by-one",
        .weight = CLEAR,
        .sign = counts_wrong,
        .question = "Which is the first, which the last place?",
        .where = {{1, 5}},
    },
    {
        .name = "closed-too-early",
        .weight = CLEAR,
        .sign = closes_early,
        .question = "How do you know that the client has finished?",
        .where = {{3, 2}},
    },
    {0},
};
