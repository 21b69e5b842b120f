/* mistakes_failures.c - calls that fail, and calls that only seem to. */
#include <errno.h>
#include <netdb.h>
#include <string.h>

#include "signs.h"

/* Did a call of this name fail with this errno? */
static bool has_failed(const struct subject *s, const char *name, int error)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (failure_of(c) == error && strcmp(failed_name(c), name) == 0)
            return true;
    return false;
}

/* A call in between has changed errno, and the program shows that error. */
static bool shows_later_error(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *next = is_refused(c) ? c : NULL;
        while (next && (next = next_call(s, next, SPY_NONE)) &&
               (next->result != -1 || next->error == c->error))
            continue;
        if (next && is_complaint_of(s, call_name(c), error_name(next->error)) &&
            !has_failed(s, call_name(c), next->error) &&
            !is_complaint_of(s, call_name(c), error_name(c->error)))
            return tell(f, s, next,
                        "%s() failed with %s, and %s was shown: that is from "
                        "%s(), which was called before the error was read.",
                        call_name(c), error_name(c->error),
                        error_name(next->error), call_name(next));
    }
    return false;
}

/* connect() is under way (EINPROGRESS), and the program calls it a failure. */
static bool complains_of_progress(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));)
        if (c->error == EINPROGRESS &&
            (says(s, "EINPROGRESS") || says(s, "in progress")))
            return tell(f, s, c,
                        "connect() said EINPROGRESS, which means that it is "
                        "under way, and the program complained of it.");
    return false;
}

/* The program has no descriptors left, because it did not close old ones. */
static bool runs_out(const struct evidence *e, const struct subject *s,
                     struct finding *f)
{
    int open = 0;
    if (expects(e, "oo many") || is_lab(e, "lab06"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool makes = c->name == SPY_SOCKET || c->name == SPY_ACCEPT;
        open += makes && c->result >= 0 ? (int)c->times : 0;
        open -= c->name == SPY_CLOSE && c->result == 0 ? (int)c->times : 0;
        if (makes && c->error == EMFILE && !has_fault(e, SPY_NONE, EMFILE) &&
            open > (is_lab(e, "lab01") ? 0 : 2))
            return tell(f, s, c,
                        "%s() failed with EMFILE: %d sockets that were made "
                        "before are still open.",
                        call_name(c), open);
    }
    return false;
}

/* getaddrinfo() failed, and the program has ignored its result. */
static bool ignores_lookup(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    (void)e;
    bool told = says(s, "getaddrinfo") || says(s, "EAI_") ||
                (c && says(s, gai_strerror((int)c->lookup_error)));
    bool went_on = s->status <= 0 || says(s, "connect") || says(s, "socket");
    return c && c->result == -1 && !told && went_on &&
           tell(f, s, c,
                "getaddrinfo() failed (%s), and the program did not notice: "
                "every result but 0 is an error.",
                error_of(c));
}

/* A connection is broken, and the program uses it again. */
static bool goes_on_with_broken(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        const struct spy_call *next = next_on(s, c);
        if (next == NULL && waits_in(s) && waits_in(s)->fd == c->fd)
            next = waits_in(s);
        if (is_refused(c) && !c->is_datagram && s->is_server && next &&
            receives(next) && c->error != ENOTCONN && c->error != EBADF)
            return tell(f, s, c,
                        "recv() failed (%s), and it was called again on the "
                        "same socket: that connection is gone.",
                        error_name(c->error));
    }
    return false;
}

/* recv() returned 0, the end of the stream, and the program calls it an
 * error. */
static bool complains_of_end(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *end = NULL;
    bool clean = !failed_at(e, s, COMPLAINS) || receives_words(e, "recv: ");
    bool empty = says(s, "recv: no error") || says(s, "recv: Success");
    if ((!says(s, "recv: ") && !says(s, "read: ")) || !clean)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (c->name != SPY_RECV && c->name != SPY_READ)
            continue; /* read() of what is closed is SPY_READ */
        if ((c->result == -1 && c->error != EINTR && !empty) || c->is_datagram)
            return false;
        end = c->result == 0 && c->name == SPY_RECV ? c : end;
    }
    return end && !says(s, "recv: END") &&
           tell(f, s, end,
                "recv() returned 0, and the program complained of it. An end "
                "is no error: the other side has said it all.");
}

/* Is this an error of the network, and not of the call's arguments? */
static bool is_of_the_net(int error)
{
    return error != EAGAIN && error != EBADF && error != ENOTSOCK &&
           error != EINVAL && error != ENOTCONN && error != EADDRINUSE &&
           error != EDESTADDRREQ;
}

/* The same call fails again and again. */
static bool spins_at_failure(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && c->times > 50 && is_of_the_net(c->error) &&
            !c->is_datagram && c->name != SPY_ACCEPT && c->name != SPY_CONNECT)
            return tell(f, s, c,
                        "%s() failed %u times with the same error (%s), and "
                        "was tried again at once each time.",
                        call_name(c), c->times, error_name(c->error));
    return false;
}

const struct mistake mistakes_failures[] = {
    {
        .name = "error-hidden",
        .weight = CERTAIN,
        .sign = shows_later_error,
        .question = "When must the error be read?",
        .where = {{1, 1}, {2, 2}},
    },
    {
        .name = "not-closed",
        .weight = CERTAIN,
        .sign = runs_out,
        .question = "Who closes them, and when?",
        .where = {{1, 4}, {1, 5}, {3, 1}},
    },
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = ignores_lookup,
        .question = "What does getaddrinfo() return when it fails?",
        .where = {{4, 1}},
    },
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = goes_on_with_broken,
        .question = "What is left to be heard there?",
        .where = {{3, 2}},
    },
    {
        .name = "end-called-error",
        .weight = CERTAIN,
        .sign = complains_of_end,
        .question = "What are the three outcomes of recv()?",
        .where = {{3, 2}, {4, 5}},
    },
    {
        .name = "busy-loop",
        .weight = CERTAIN,
        .sign = spins_at_failure,
        .question = "What will have changed by then?",
        .where = {{3, 3}, {4, 5}},
    },
    {
        .name = "would-block-is-error",
        .weight = CERTAIN,
        .sign = complains_of_progress,
        .question = "What does net_would_block() tell you?",
        .where = {{4, 2}},
    },
    {0},
};
