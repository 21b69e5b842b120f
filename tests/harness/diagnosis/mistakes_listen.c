/* mistakes_listen.c - bind(), listen(), and the use of a listener. */
#include <errno.h>
#include <sys/socket.h>

#include "signs.h"

static bool forgets_bind(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_LISTEN));)
        if (no(was_called_before(s, c, SPY_BIND)))
            return tell(f, s, c,
                        "listen() was called on socket %d, which was never "
                        "bound: the kernel has taken any port, at 0.0.0.0.",
                        c->fd);
    const struct spy_call *to = last_call(s, SPY_CONNECT);
    if (to && s->is_server && no(was_called(s, SPY_BIND)))
        return tell(f, s, to,
                    "connect() asks for a peer; the address of the server "
                    "itself is the business of bind().");
    const struct spy_call *c = waits_in(s);
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_NONE));)
        if (receives(at) && at->is_datagram)
            c = at;
    if (c && receives(c) && s->is_server && is_lab(e, "lab05") &&
        no(was_called_before(s, c, SPY_BIND)))
        return tell(f, s, c,
                    "The server receives on socket %d, which was never bound: "
                    "nobody can know its port.",
                    c->fd);
    return false;
}

static bool listens_elsewhere(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    const struct spy_call *bound = last_call(s, SPY_BIND);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_LISTEN));)
        if (bound && bound->result == 0 && bound < c && bound->fd != c->fd &&
            no(was_called_before(s, c, SPY_BIND)))
            return tell(f, s, c, "Socket %d was bound, and socket %d listens.",
                        bound->fd, c->fd);
    return false;
}

static bool binds_after_listen(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_BIND));)
        if (call_before(s, c, SPY_LISTEN))
            return tell(f, s, c,
                        "bind() came after listen(): by then the kernel had "
                        "given the socket a port of its own choice.");
    return false;
}

static bool listens_too_early(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LISTEN);
    return is_lab(e, "lab01") && c &&
           tell(f, s, c,
                "listen() was called: the socket of this lab has no address, "
                "and does not listen.");
}

static bool accepts_too_early(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *now = waits_in(s), *c = last_call(s, SPY_ACCEPT);
    c = now && now->name == SPY_ACCEPT ? now : c;
    return is_lab(e, "lab02") && s->is_server && c &&
           tell(f, s, c,
                "accept() was called: the server of this lab takes nobody out "
                "of the queue.");
}

static bool listens_for_datagrams(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((c->name == SPY_LISTEN || c->name == SPY_ACCEPT) &&
            c->error == EOPNOTSUPP)
            return tell(f, s, c,
                        "%s() failed (EOPNOTSUPP): a socket of datagrams has "
                        "no connections to wait for.",
                        call_name(c));
    return false;
}

/* Two servers may share the port: SO_REUSEPORT; for UDP also SO_REUSEADDR. */
static bool shares_port(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));)
        if (c->level == SOL_SOCKET && c->value != 0 && s->is_server &&
            (c->option == SO_REUSEPORT ||
             (c->option == SO_REUSEADDR && is_lab(e, "lab05"))))
            return tell(f, s, c,
                        "With %s a second server may have the same port at the "
                        "same time, and takes a part of the clients.",
                        c->option == SO_REUSEPORT ? "SO_REUSEPORT"
                                                  : "SO_REUSEADDR");
    return false;
}

static bool ignores_failure(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if ((c->name != SPY_BIND && c->name != SPY_LISTEN) || c->result != -1)
            continue;
        const struct spy_call *next = next_on(s, c);
        if (next == NULL && waits_in(s) && waits_in(s)->fd == c->fd)
            next = waits_in(s);
        if (next && next->name != SPY_CLOSE && next->name != c->name)
            return tell(f, s, c,
                        "%s() failed (%s), and the program went on with "
                        "%s()%s as if nothing had been.",
                        call_name(c), error_name(c->error), call_name(next),
                        at_line(s, next));
    }
    return false;
}

static bool forgets_listen(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *bound = last_call(s, SPY_BIND);
    const struct spy_call *accepted = last_call(s, SPY_ACCEPT);
    bool gave_up = s->status > 0 && accepted == NULL; /* before it came there */
    if (bound == NULL || bound->result == -1 || is_lab(e, "lab05") || gave_up ||
        !no(was_called(s, SPY_LISTEN)))
        return false;
    return tell(f, s, accepted ? accepted : bound,
                "Socket %d is bound, but listen() was never called on it: "
                "nobody can connect.",
                bound->fd);
}

static bool has_other_backlog(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LISTEN);
    if (!is_lab(e, "lab02") || c == NULL || c->result == -1 ||
        c->backlog == 2 || asked_port(s) == -1)
        return false;
    return tell(f, s, c,
                "listen() got a backlog of %lld, and the lab asks for "
                "BACKLOG, which is 2.",
                (long long)c->backlog);
}

const struct mistake mistakes_listen[] = {
    {
        .name = "listens-too-early",
        .weight = CERTAIN,
        .sign = listens_too_early,
        .question = "Which call makes it listen, and is it wanted here?",
        .where = {{1, 2}},
    },
    {
        .name = "accept-too-early",
        .weight = CERTAIN,
        .sign = accepts_too_early,
        .question = "Who completes the handshake?",
        .where = {{2, 4}},
    },
    {
        .name = "listen-on-datagrams",
        .weight = CERTAIN,
        .sign = listens_for_datagrams,
        .question = "What is there to wait for, if nothing is connected?",
        .where = {{2, 1}, {5, 1}},
    },
    {
        .name = "port-shared",
        .weight = CERTAIN,
        .sign = shares_port,
        .question = "What does it allow that is not wanted?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "bind-late",
        .weight = CERTAIN,
        .sign = binds_after_listen,
        .question = "In which order do they come?",
        .where = {{2, 2}},
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = listens_elsewhere,
        .question = "How many sockets does a listener need?",
        .where = {{2, 3}},
    },
    {
        .name = "bind-ignored",
        .weight = CERTAIN,
        .sign = ignores_failure,
        .question = "What does the result of each call tell you?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "bind-missing",
        .weight = CERTAIN,
        .sign = forgets_bind,
        .question = "Which call gives a socket its own address?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "listen-missing",
        .weight = CERTAIN,
        .undone = true,
        .sign = forgets_listen,
        .question = "Which call makes a bound socket a listener?",
        .where = {{2, 3}},
    },
    {
        .name = "backlog",
        .weight = CLEAR,
        .sign = has_other_backlog,
        .question = "What is that number for?",
        .where = {{2, 3}},
    },
    {0},
};
