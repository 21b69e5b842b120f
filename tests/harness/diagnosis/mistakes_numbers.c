/* mistakes_numbers.c - calls on a descriptor that is not the one that was
 * meant: it is closed, or is another socket. */
#include <errno.h>

#include "signs.h"

/* The call that closed the descriptor of c, which was a socket, in the process
 * of c; NULL: it is open, or was no socket. */
static const struct spy_call *closed_before(const struct subject *s,
                                            const struct spy_call *c)
{
    const struct spy_call *closed = NULL;
    bool open = false;
    for (const struct spy_call *at = s->calls.of; at && at < c; at++) {
        bool makes = at->name == SPY_SOCKET || at->name == SPY_ACCEPT ||
                     (at->name == SPY_DUP && closed);
        if (makes && at->result == c->fd) {
            open = true;
            closed = NULL;
        } else if (open && at->name == SPY_CLOSE && at->fd == c->fd &&
                   at->result == 0 && at->pid == c->pid) {
            open = false;
            closed = at;
        }
    }
    return closed;
}

/* Was it closed as a listener? */
static bool was_listener(const struct subject *s, const struct spy_call *closed)
{
    for (const struct spy_call *at = s->calls.of; at && at < closed; at++)
        if (at->name == SPY_LISTEN && at->fd == closed->fd && at->result == 0)
            return maker_of(s, closed) != NULL &&
                   maker_of(s, closed)->name == SPY_SOCKET;
    return false;
}

/* A server that ends closes its listener, too: there must be a call behind it,
 * or one that waits. */
static bool closes_listener(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    if (yes(was_called(s, SPY_FORK)))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CLOSE));)
        if (c->result == 0 && was_listener(s, c) &&
            (s->status == -1 || next_on(s, c)))
            return tell(f, s, c,
                        "Socket %d is the listener, and it was closed: from "
                        "then on nobody can connect.",
                        c->fd);
    return false;
}

static bool closes_twice(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CLOSE));)
        if (c->result == -1 && c->error == EBADF && c->fd >= 0 &&
            closed_before(s, c))
            return tell(f, s, c,
                        "Socket %d was closed twice. Between the two its "
                        "number may belong to somebody else.",
                        c->fd);
    return false;
}

static bool uses_closed(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    if (is_lab(e, "lab01"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (c->result != -1 || c->error != EBADF || c->name == SPY_CLOSE ||
            c->fd < 0)
            continue;
        const struct spy_call *closed = closed_before(s, c);
        if (closed)
            return tell(f, s, c,
                        "%s() on socket %d, which was closed before%s.",
                        call_name(c), c->fd, at_line(s, closed));
    }
    return false;
}

static bool uses_listener(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if ((!sends(c) && !receives(c)) || c->result != -1 ||
            (c->error != ENOTCONN && c->error != EPIPE && c->error != ENOTSOCK))
            continue;
        if (c->error == ENOTSOCK)
            return tell(f, s, c,
                        "%s() was called on descriptor %d, which is "
                        "no socket.",
                        call_name(c), c->fd);
        for (const struct spy_call *at = s->calls.of; at < c; at++)
            if (at->name == SPY_LISTEN && at->fd == c->fd)
                return tell(f, s, c,
                            "%s() was called on socket %d, the listener. "
                            "Bytes go over the socket that accept() has made.",
                            call_name(c), c->fd);
    }
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && c->error == ENOTSOCK)
            return tell(f, s, c,
                        "%s() was called on descriptor %d, which is no "
                        "socket.",
                        call_name(c), c->fd);
    return false;
}

const struct mistake mistakes_numbers[] = {
    {
        .name = "listener-closed",
        .weight = CERTAIN,
        .sign = closes_listener,
        .question = "Which of the two sockets belongs to one client alone?",
        .where = {{3, 1}, {6, 2}},
    },
    {
        .name = "closed-twice",
        .weight = CERTAIN,
        .sign = closes_twice,
        .question = "Who owns it: the function, or its caller?",
        .where = {{3, 1}, {1, 3}, {1, 5}, {6, 3}},
    },
    {
        .name = "used-after-close",
        .weight = CERTAIN,
        .sign = uses_closed,
        .question = "What does the number mean after close()?",
        .where = {{3, 1}, {4, 4}, {6, 3}},
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = uses_listener,
        .question = "Which socket is the connection?",
        .where = {{3, 1}, {3, 2}, {3, 3}, {1, 6}},
    },
    {0},
};
