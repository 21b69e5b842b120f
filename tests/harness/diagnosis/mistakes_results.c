/* mistakes_results.c - results of calls that were ignored or misread. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* The first socket() or accept() that failed. */
static const struct spy_call *failed_maker(const struct subject *s)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == -1)
            return c;
    return NULL;
}

/* The program reports that a call failed, but the call succeeded. */
static bool inverts_test(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const char *said = s->said;
    char word[32];
    (void)e;
    if (s->status != 1 || sscanf(said, "%31[a-z0-9]: %*s", word) != 1 ||
        strstr(said, ": END") || s->report)
        return false;
    const struct spy_call *last = NULL;
    bool other = false; /* another call has failed since */
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (strcmp(call_name(c), word) != 0) {
            other |= c->result == -1;
            continue;
        }
        if (c->result == -1 || c->name == SPY_SOCKET || c->name == SPY_ACCEPT)
            return false;
        last = c;
        other = false;
    }
    bool empty = last && sends(last) && last->result == 0;
    return last && !other && !receives(last) && !empty &&
           last->name != SPY_CLOSE &&
           tell(f, s, last,
                "%s() returned %lld, which means that it went well, and the "
                "program complained of it.",
                call_name(last), (long long)last->result);
}

static bool uses_number_cleared(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    if (failed_maker(s))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->fd == -1 && c->error == EBADF)
            return tell(f, s, c,
                        "%s() got -1 as its socket, and no call had failed: "
                        "the number was thrown away, or never set.",
                        call_name(c));
    return false;
}

/* Lab 1: the call whose failure the line that was demanded is about. */
static const struct spy_call *expected_failure(const struct evidence *e,
                                               const struct subject *s)
{
    const char *wanted = e->wrong.expected;
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS) || wanted == NULL)
        return NULL;
    if (strncmp(wanted, "recv ", 5) == 0)
        return last_call(s, SPY_RECV);
    bool about =
        strncmp(wanted, "AF_", 3) == 0 || strncmp(wanted, "made ", 5) == 0;
    return about ? last_call(s, SPY_SOCKET) : NULL;
}

static bool ends_at_expected_error(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    const struct spy_call *c = expected_failure(e, s);
    return c && c->result == -1 && s->status == 1 &&
           e->wrong.received_len == 0 && says(s, call_name(c)) &&
           tell(f, s, c,
                "%s() failed (%s), and the program ended: here a failure is "
                "what the line is to tell.",
                call_name(c), error_name(c->error));
}

static bool uses_minus_one(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *failed = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool wrong = (c->fd == -1 && c->error == EBADF) ||
                     (failed && failed->error == EMFILE &&
                      c->error == ENOTSOCK && !maker_of(s, c));
        if (failed && c->result == -1 && wrong)
            return tell(f, s, failed,
                        "%s() failed (%s), and still there was something that "
                        "was used as its socket: %s() on %d%s.",
                        call_name(failed), error_name(failed->error),
                        call_name(c), c->fd, at_line(s, c));
        if ((c->name == SPY_SOCKET || c->name == SPY_ACCEPT) && c->result == -1)
            failed = c;
    }
    return false;
}

/* Lab 1: a line tells what recv() said, and nobody had called it. */
static bool makes_it_up(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    return !s->is_server && demands(e, "recv() was called") &&
           tell(f, s, last_call(s, SPY_RECV),
                "A line tells which error recv() gave, and recv() was not "
                "called for it.");
}

/* connect() returned EINPROGRESS, and the program never read SO_ERROR. */
static bool never_asks(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    if (c == NULL || c->error != EINPROGRESS || s->is_server ||
        !is_lab(e, "lab04") ||
        (!failed_at(e, s, COMPLAINS) && !failed_at(e, s, EXITS)))
        return false;
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if ((at->name == SPY_GETSOCKOPT && at->option == SO_ERROR) ||
            at->name == SPY_CONNECT || at->name == SPY_POLL ||
            at->name == SPY_SELECT)
            return false;
    const struct spy_call *now = waits_in(s);
    bool waits = now && (now->name == SPY_SELECT || now->name == SPY_POLL);
    return !waits && tell(f, s, c,
                          "connect() said EINPROGRESS, and nothing has asked "
                          "what became of it.");
}

static bool ignores_connect(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CONNECT));) {
        const struct spy_call *next = next_on(s, c);
        while (next &&
               (next->name == SPY_FCNTL || next->name == SPY_SETSOCKOPT))
            next = next_on(s, next);
        if (is_refused(c) && next &&
            (sends(next) || receives(next) || next->name == SPY_SHUTDOWN))
            return tell(f, s, c,
                        "connect() failed (%s), and the program went on with "
                        "%s()%s.",
                        error_name(c->error), call_name(next),
                        at_line(s, next));
    }
    if (never_asks(e, s, f))
        return true;
    const struct spy_call *c = last_call(s, SPY_GETSOCKOPT);
    const struct spy_call *last = last_call(s, SPY_CONNECT);
    if (c && last && c->option == SO_ERROR && c->fd == last->fd &&
        last->error == EINPROGRESS) {
        const struct spy_call *next = next_on(s, c);
        while (next &&
               (next->name == SPY_FCNTL || next->name == SPY_SETSOCKOPT))
            next = next_on(s, next);
        if (next && next->result == -1 &&
            (next->error == ENOTCONN || next->error == EPIPE ||
             next->error == ECONNREFUSED))
            return tell(f, s, last,
                        "The connection has not come about, and the program "
                        "went on with %s()%s.",
                        call_name(next), at_line(s, next));
    }
    return false;
}

const struct mistake mistakes_results[] = {
    {
        .name = "number-cleared",
        .weight = CERTAIN,
        .sign = uses_number_cleared,
        .question = "Which number do you want to show?",
        .where = {{1, 8}},
    },
    {
        .name = "expected-error-ends",
        .weight = CERTAIN,
        .sign = ends_at_expected_error,
        .question = "What is to become of the error?",
        .where = {{1, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}},
    },
    {
        .name = "failure-not-seen",
        .weight = CERTAIN,
        .sign = uses_minus_one,
        .question = "What must be asked of each result before it is used?",
        .where = {{3, 1}, {1, 1}, {4, 2}},
    },
    {
        .name = "not-asked",
        .weight = CERTAIN,
        .undone = true,
        .sign = makes_it_up,
        .question = "Who alone knows what it would have said?",
        .where = {{1, 6}, {1, 7}, {1, 8}},
    },
    {
        .name = "connect-ignored",
        .weight = CERTAIN,
        .sign = ignores_connect,
        .question = "What does its result say?",
        .where = {{4, 2}, {5, 4}},
    },
    {
        .name = "test-inverted",
        .weight = CERTAIN,
        .sign = inverts_test,
        .question = "What does the call return when it goes well?",
        .where = {{2, 2}, {4, 2}},
    },
    {0},
};
