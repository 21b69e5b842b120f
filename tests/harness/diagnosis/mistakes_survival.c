/* mistakes_survival.c - one failure ends the whole program. */
#include <errno.h>

#include "signs.h"

/* Has the program ended after this call, without making it again? */
static bool ends_after(const struct subject *s, const struct spy_call *c)
{
    if (s->status == -1 && s->signal == 0)
        return false;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == c->name && at->fd == c->fd)
            return false;
    return true;
}

static bool is_transient(int error)
{
    return error == ECONNABORTED || error == EINTR || error == EAGAIN ||
           error == EPROTO;
}

static bool ends_at_one_accept(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result == -1 && is_transient(c->error) && ends_after(s, c) &&
            s->status != 0 &&
            (c->error != EAGAIN || no(was_called_on(s, c, SPY_NONE, -1))))
            return tell(f, s, c,
                        "accept() failed (%s), and the server ended. The "
                        "listener is as good as before: only that one client "
                        "has gone, or a signal came.",
                        error_name(c->error));
    return false;
}

static bool ends_at_one_client(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *last = NULL;
    if (!s->is_server || is_lab(e, "lab01"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((receives(c) || sends(c)) && c->result == -1 && c->error != EBADF &&
            c->error != ENOTCONN && c->error != EAGAIN)
            last = c;
    return last && ends_after(s, last) && s->status != 0 && !s->report &&
           last_call(s, SPY_ACCEPT) &&
           no(was_called_on(s, last, SPY_ACCEPT, -1)) &&
           tell(f, s, last,
                "%s() failed for one client (%s), and the whole server ended.",
                call_name(last), error_name(last->error));
}

/* Was there a wait for an answer after this call? Then its failure has ended
 * nothing. */
static bool waits_after(const struct subject *s, const struct spy_call *call)
{
    for (const struct spy_call *c = call; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) || selects(c))
            return true;
    return false;
}

/* One request failed, and the client has not sent the others. */
static bool ends_at_one_request(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    if (!is_lab(e, "lab05") || s->is_server || s->status == -1 ||
        calls_sum(&s->calls, SPY_SEND) >= 3)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((sends(c) || receives(c)) && is_refused(c) && ends_after(s, c) &&
            !waits_after(s, c))
            return tell(f, s, c,
                        "%s() failed (%s), and the whole client ended: the "
                        "next try, or the next line, may do better.",
                        call_name(c), error_name(c->error));
    return false;
}

static bool ends_at_one_datagram(const struct evidence *e,
                                 const struct subject *s, struct finding *f)
{
    for (const struct spy_call *c = NULL;
         s->is_server && is_lab(e, "lab05") && (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_RECVFROM || c->name == SPY_SENDTO) &&
            c->result == -1 && ends_after(s, c) && c->error != EBADF &&
            c->error != EINVAL && c->error != EINTR)
            return tell(f, s, c,
                        "%s() failed once (%s), and the whole server ended.",
                        call_name(c), error_name(c->error));
    return false;
}

/* Was the same call made again after c, on the same descriptor? */
static bool is_retried(const struct subject *s, const struct spy_call *c)
{
    const struct spy_call *now = &s->calls.now;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (at->name == SPY_CLOSE && at->fd == c->fd)
            return false;
        else if (at->name == c->name && at->fd == c->fd)
            return true;
    return now->times > 0 && now->name == c->name && now->fd == c->fd;
}

static bool gives_up_at_signal(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = next_on(s, c);
        bool over =
            s->status != -1 || waits_in(s) || (next && next->name == SPY_CLOSE);
        bool told = is_complaint_of(s, call_name(c), "EINTR") ||
                    is_complaint_of(s, call_name(c), "Interrupted");
        if (c->result == -1 && c->error == EINTR && c->name != SPY_ACCEPT &&
            s->report == NULL && (told || (over && !is_retried(s, c))))
            return tell(f, s, c,
                        "%s() was interrupted by a signal (EINTR), and %s. It "
                        "had done nothing yet: nothing is wrong.",
                        call_name(c),
                        told ? "that was told as an error"
                             : "was not called again");
    }
    return false;
}

static bool spins(const struct subject *s, struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result == -1 && c->times > 20 && c->error != EAGAIN)
            return tell(f, s, c,
                        "accept() failed %u times (%s) with no rest between: "
                        "the connection still waits, so the listener stays "
                        "ready.",
                        c->times, error_name(c->error));
    return false;
}

static bool spins_at_accept(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    return !is_lab(e, "lab06") && spins(s, f);
}

static bool spins_at_the_door(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    return is_lab(e, "lab06") && spins(s, f);
}

const struct mistake mistakes_survival[] = {
    {
        .name = "transient-ends-server",
        .weight = CERTAIN,
        .undone = true,
        .sign = ends_at_one_accept,
        .question = "Which errors of accept() are your own? See "
                    "net_transient().",
        .where = {{3, 1}, {6, 2}},
    },
    {
        .name = "eintr-not-retried",
        .weight = CERTAIN,
        .undone = true,
        .sign = gives_up_at_signal,
        .question = "What is to be done about a call that has done nothing?",
        .where = {{3, 2}, {3, 3}, {4, 5}, {5, 2}, {5, 3}, {6, 1}, {6, 3}},
    },
    {
        .name = "one-client-ends-server",
        .weight = CERTAIN,
        .undone = true,
        .sign = ends_at_one_client,
        .question = "Whose trouble is it, and who else is waiting?",
        .where = {{3, 2}, {3, 3}, {6, 3}, {6, 4}},
    },
    {
        .name = "one-client-ends-server",
        .weight = CERTAIN,
        .undone = true,
        .sign = ends_at_one_datagram,
        .question = "Whose trouble is it, and who else is waiting?",
        .where = {{5, 2}, {5, 3}},
    },
    {
        .name = "one-error-ends-client",
        .weight = CERTAIN,
        .sign = ends_at_one_request,
        .question = "Which of them is lost for good?",
        .where = {{5, 5}, {5, 6}},
    },
    {
        .name = "accept-error-spins",
        .weight = CERTAIN,
        .sign = spins_at_accept,
        .question = "What has changed by the next call?",
        .where = {{3, 1}},
    },
    {
        .name = "accept-error-spins",
        .weight = CERTAIN,
        .sign = spins_at_the_door,
        .question = "What could you wait for, until there is room again?",
        .where = {{6, 2}},
    },
    {0},
};
