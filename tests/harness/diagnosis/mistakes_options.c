/* mistakes_options.c - setsockopt() and getsockopt(). */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool ignores_option(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));) {
        const struct spy_call *next = next_on(s, c);
        if (c->result == -1 && next && next->name != SPY_CLOSE)
            return tell(f, s, c,
                        "setsockopt() failed (%s), and the program went on "
                        "with %s()%s.",
                        error_name(c->error), call_name(next),
                        at_line(s, next));
    }
    return false;
}

/* The kernel refuses the option, its level or its length. */
static bool sets_wrong_option(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));)
        if (c->result == -1 && (c->error == EINVAL || c->error == ENOPROTOOPT))
            return tell(f, s, c,
                        "setsockopt() failed (%s): level %lld, option %lld and "
                        "a value of %lld bytes do not go together.",
                        error_name(c->error), (long long)c->level,
                        (long long)c->option, (long long)c->value_length);
    return false;
}

static bool asks_wrong_option(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *last = NULL;
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS))
        return false;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_GETSOCKOPT));) {
        if (c->level != SOL_SOCKET)
            return tell(f, s, c,
                        "getsockopt() was asked at level %lld; type and "
                        "listening are options of SOL_SOCKET, which is %d.",
                        (long long)c->level, SOL_SOCKET);
        if (c->option == SO_TYPE || c->option == SO_ACCEPTCONN)
            last = c;
    }
    bool about = expects(e, "  type") || expects(e, "  listening");
    return about && last &&
           tell(f, s, last,
                "What getsockopt() wrote does not stand where it belongs: "
                "SO_TYPE answers for the type, SO_ACCEPTCONN for listening.");
}

static bool sets_reuse(const struct spy_call *c)
{
    return c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
           c->option == SO_REUSEADDR && c->result == 0 && c->value != 0;
}

/* Is the port to be in use here, by a server that listens? */
static bool is_to_be_taken(const struct evidence *e)
{
    for (int i = 0; e->talk && i < e->talk->count; i++)
        if (e->talk->lines[i].kind == COMPLAINS &&
            strstr(e->talk->lines[i].text, "EADDRINUSE"))
            return true;
    return false;
}

/* SO_REUSEADDR is missing before a bind() that failed with EADDRINUSE, or (when
 * nothing has failed) before the bind() that a check demands it for. */
static bool forgets_reuse(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *bind = last_call(s, SPY_BIND), *late = NULL;
    const struct spy_call *off = NULL;
    bool fails = bind && bind->result == -1 && bind->error == EADDRINUSE &&
                 !is_to_be_taken(e);
    bool is_asked = demands(e, "SO_REUSEADDR");
    if (bind == NULL || is_lab(e, "lab05") || (!fails && !is_asked))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sets_reuse(c) && c->fd == bind->fd && c < bind)
            return false;
        else if (c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
                 c->option == SO_REUSEADDR && c->result == 0 && c < bind &&
                 c->fd == bind->fd)
            off = c;
        else if (sets_reuse(c) || (c > bind && c->name == SPY_SETSOCKOPT &&
                                   c->option == SO_REUSEADDR))
            late = c;
    if (off)
        return tell(f, s, off,
                    "SO_REUSEADDR was set to 0, which is off. What should its "
                    "value be?");
    return tell(f, s, late ? late : bind,
                "The port is in use, as the kernel says, by connections of a "
                "server that is gone (TIME_WAIT): SO_REUSEADDR %s.",
                late ? "was set, but not on this socket before bind()"
                     : "was not set before bind()");
}

static bool sets_reuse_late(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *bind = last_call(s, SPY_BIND);
    for (const struct spy_call *c = bind; c && (c = next_call(s, c, SPY_NONE));)
        if (c->name == SPY_SETSOCKOPT && c->option == SO_REUSEADDR)
            return forgets_reuse(e, s, f);
    return false;
}

const struct mistake mistakes_options[] = {
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = ignores_option,
        .question = "What does its result say?",
        .where = {{2, 2}},
    },
    {
        .name = "reuse-late",
        .weight = CERTAIN,
        .sign = sets_reuse_late,
        .question = "Which call looks at the option?",
        .where = {{2, 2}},
    },
    {
        .name = "reuse-missing",
        .weight = CERTAIN,
        .sign = forgets_reuse,
        .question = "On which socket, and before which call, must it be set?",
        .where = {{2, 2}},
    },
    {
        .name = "wrong-option",
        .weight = CLEAR,
        .sign = sets_wrong_option,
        .question = "At which level is the option, and what is its value?",
        .where = {{2, 2}},
    },
    {
        .name = "wrong-option",
        .weight = CLEAR,
        .sign = asks_wrong_option,
        .question = "Which option goes with which variable, at which level?",
        .where = {{1, 2}},
    },
    {0},
};
