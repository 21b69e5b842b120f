/* mistakes_datagrams.c - a server of datagrams. */
#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>

#include "signs.h"

enum { LONGEST = 65507 };

static bool ends_at_empty(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (!receives(c) || !c->is_datagram || c->result != 0)
            continue;
        const struct spy_call *next = next_call(s, c, SPY_NONE);
        bool answered = next && sends(next);
        bool again = next == NULL || receives(next) ||
                     next->name == SPY_SETSOCKOPT || next->name == SPY_SELECT ||
                     next->name == SPY_POLL;
        if (!s->is_server && next && !again)
            return tell(f, s, c,
                        "An empty datagram came (%s() returned 0), and the "
                        "client went on as if that were an answer, or an end.",
                        call_name(c));
        if (s->is_server && !answered)
            return tell(f, s, c,
                        "An empty datagram came (%s() returned 0), and it was "
                        "not answered. There is no connection that could end: "
                        "it is a message like any other.",
                        call_name(c));
    }
    (void)e;
    return false;
}

/* The server received an empty datagram, and did not print its line. */
static bool hides_empty(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->is_datagram && c->result == 0 && s->is_server &&
            failed_at(e, s, PRINTS) && expects(e, "0 bytes"))
            return tell(f, s, c,
                        "An empty datagram came, and nothing was said of it. "
                        "It is a message like any other.");
    return false;
}

static bool only_looks(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->result > 0 && (c->flags & MSG_PEEK) &&
            c->times > 3)
            return tell(f, s, c,
                        "%s() with MSG_PEEK looked at the same bytes %u times: "
                        "it leaves them where they are.",
                        call_name(c), c->times);
    return false;
}

static bool answers_elsewhere(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *came = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        came = receives(c) && c->is_datagram ? c : came;
        if (is_lab(e, "lab05") && s->is_server && sends(c) && came &&
            c->fd != came->fd)
            return tell(f, s, c,
                        "The datagram came to socket %d, and the answer left "
                        "from socket %d, which has another port.",
                        came->fd, c->fd);
    }
    return false;
}

static bool binds_like_server(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_BIND);
    return is_lab(e, "lab05") && !s->is_server && c && c->port != 0 &&
           tell(f, s, c,
                "The client binds to port %d: that is the server's, and a "
                "client needs none of its own choice.",
                ntohs(c->port));
}

static bool cuts_datagrams(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->flags & MSG_PEEK)
            continue;
        else if (receives(c) && c->is_datagram && c->result > c->length)
            return tell(f, s, c,
                        "A datagram of %lld bytes came, and there was room for "
                        "%lld: the rest is lost.",
                        (long long)c->result, (long long)c->length);
        else if (receives(c) && c->is_datagram && c->result == c->length &&
                 c->length < LONGEST && c->result > 0)
            return tell(f, s, c,
                        "%s() had room for %lld bytes and got %lld. A longer "
                        "datagram is cut off there without an error.",
                        call_name(c), (long long)c->length,
                        (long long)c->result);
    return false;
}

static bool answers_somebody_else(const struct evidence *e,
                                  const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *came = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (receives(c) && c->is_datagram && c->result >= 0 && c->family)
            came = c;
        bool to = c->name == SPY_SENDTO && c->is_datagram && s->is_server;
        if (to && came && c->family &&
            (c->port != came->port || c->ip != came->ip))
            return tell(f, s, c,
                        "The datagram came from port %d, and the answer went "
                        "to port %d of %s.",
                        ntohs(came->port), ntohs(c->port),
                        c->ip == came->ip ? "the same address"
                                          : "another address");
        if (sends(c) && c->is_datagram && c->result == -1 &&
            (c->error == EDESTADDRREQ || c->error == EINVAL ||
             c->error == EAFNOSUPPORT) &&
            s->is_server)
            return tell(f, s, c,
                        "%s() failed (%s): it was given no address to send to.",
                        call_name(c), error_name(c->error));
    }
    return false;
}

static bool answers_failure(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_RECVFROM));) {
        const struct spy_call *next = next_call(s, c, SPY_NONE);
        if (c->result == -1 && c->error != EAGAIN && next && sends(next) &&
            s->is_server)
            return tell(f, s, next,
                        "recvfrom() failed (%s), and still something was sent: "
                        "nobody had asked.",
                        error_name(c->error));
    }
    return false;
}

/* Nobody can send to a server whose socket has no address; and it has come to
 * the calls that need one. */
static bool has_no_address(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *made = NULL;
    bool goes_on = waits_in(s) != NULL;
    if (!is_lab(e, "lab05") || !s->is_server || !no(was_called(s, SPY_BIND)))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (c->name == SPY_SOCKET && c->result >= 0)
            made = c;
        goes_on |= made && (receives(c) || selects(c) || c->name == SPY_EPOLL ||
                            c->name == SPY_GETSOCKNAME);
    }
    return made && goes_on &&
           tell(f, s, made,
                "Socket %lld was never bound, with bind(): it has no port that "
                "a client could know.",
                (long long)made->result);
}

const struct mistake mistakes_datagrams[] = {
    {
        .name = "bind-missing",
        .weight = CERTAIN,
        .sign = has_no_address,
        .question = "Which call gives a socket its own address?",
        .where = {{5, 1}},
    },
    {
        .name = "never-taken",
        .weight = CERTAIN,
        .sign = only_looks,
        .question = "Which call takes them away?",
        .where = {{5, 2}},
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = answers_elsewhere,
        .question = "From where does the client expect its answer?",
        .where = {{5, 3}},
    },
    {
        .name = "bound-like-a-server",
        .weight = CERTAIN,
        .sign = binds_like_server,
        .question = "Who gives a client its port?",
        .where = {{5, 4}},
    },
    {
        .name = "zero-is-end-udp",
        .weight = LIKELY,
        .sign = hides_empty,
        .question = "What does 0 mean here?",
        .where = {{5, 2}},
    },
    {
        .name = "answer-on-error",
        .weight = CERTAIN,
        .sign = answers_failure,
        .question = "What is there to answer when nothing came?",
        .where = {{5, 2}},
    },
    {
        .name = "zero-is-end-udp",
        .weight = CLEAR,
        .sign = ends_at_empty,
        .question = "What does 0 mean here?",
        .where = {{5, 2}, {5, 3}, {5, 6}},
    },
    {
        .name = "datagram-cut",
        .weight = CERTAIN,
        .sign = cuts_datagrams,
        .question = "How long can a datagram be?",
        .where = {{5, 2}, {5, 6}},
    },
    {
        .name = "sender-not-noted",
        .weight = CERTAIN,
        .sign = answers_somebody_else,
        .question = "Where does recvfrom() say who has sent it?",
        .where = {{5, 3}},
    },
    {0},
};
