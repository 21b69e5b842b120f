/* mistakes_connecting.c - connecting to one address after the other. */
#include <errno.h>
#include <string.h>

#include "signs.h"

static bool is_tried(const struct spy_call *c)
{
    return c->result == -1 && c->error != EINTR && c->error != EAGAIN;
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

/* The spy made the first socket() fail with EAFNOSUPPORT. */
static bool asks_for_one_family(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    return has_fault(e, SPY_SOCKET, EAFNOSUPPORT) &&
           calls_sum(&s->calls, SPY_SOCKET) == 1 && s->status >= 1 &&
           tell(f, s, next_call(s, NULL, SPY_SOCKET),
                "There is no socket for the first address, and no other one "
                "was tried: a name may have many.");
}

static bool tries_one_address(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_CONNECT);
    bool wanted = failed_at(e, s, CLIENT_CONNECTS) ||
                  failed_at(e, s, CLIENT_SAYS) || failed_at(e, s, PRINTS) ||
                  failed_at(e, s, COMPLAINS) || failed_at(e, s, EXITS) ||
                  failed_at(e, s, CLIENT_ENDS);
    if (!s->is_server && asks_for_one_family(e, s, f))
        return true;
    if (s->is_server || c == NULL || !is_tried(c) || !wanted ||
        calls_sum(&s->calls, SPY_CONNECT) != 1 ||
        strstr(s->command, "localhost") == NULL || s->status < 1)
        return false;
    return tell(f, s, c,
                "The first address did not answer, and no other one was "
                "tried: a name may have many.");
}

const struct mistake mistakes_connecting[] = {
    {
        .name = "socket-reused",
        .weight = CERTAIN,
        .sign = connects_again,
        .question = "What is a socket worth after its connect() has failed?",
        .where = {{4, 2}},
    },
    {
        .name = "retry-without-end",
        .weight = CERTAIN,
        .sign = storms,
        .question = "Who shall stop it?",
        .where = {{4, 2}},
    },
    {
        .name = "first-address-only",
        .weight = CLEAR,
        .sign = tries_one_address,
        .question = "What is ai_next for?",
        .where = {{4, 2}},
    },
    {0},
};
