/* mistakes_life.c - sockets from their making to their end. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* --- the other side's end ------------------------------------------------- */

/* recv() again and again, on a connection that has ended. */
static bool goes_on_at_end(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        unsigned more = c->times - 1;
        if (c->result != 0 || c->length == 0 || c->is_datagram)
            continue;
        const struct spy_call *next = c;
        while ((next = next_on(s, next)) && next->name != SPY_CLOSE)
            more +=
                next->name == SPY_RECV && next->result == 0 ? next->times : 0;
        if (more > 2)
            return tell(f, s, c,
                        "recv() returned 0, and you called it %u times more on "
                        "the same socket: 0 means that the other side has "
                        "finished.",
                        more);
    }
    return false;
}

static bool has_no_room(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (receives(c) && c->length == 0 && c->result == 0)
            return tell(f, s, c,
                        "%s() was given room for 0 bytes, so it returned 0: "
                        "that looks like an end, and is none.",
                        call_name(c));
    return false;
}

static bool slams(const struct evidence *e, const struct subject *s,
                  struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));)
        if (c->level == SOL_SOCKET && c->option == SO_LINGER)
            return tell(f, s, c,
                        "SO_LINGER was set: close() may then throw away what "
                        "is still under way, and send a reset.");
    return false;
}

/* Bytes for a client that has said nothing yet. */
static bool speaks_first(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    if (!s->is_server || !is_lab(e, "lab03") || e->talk == NULL)
        return false;
    for (const struct line *l = e->talk->lines;
         l < e->talk->lines + e->talk->count && l != e->wrong.at; l++)
        if (l->kind == CLIENT_SAYS || l->kind == TYPES)
            return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));) {
        bool asked = false;
        for (const struct spy_call *at = maker_of(s, c); at && at < c; at++)
            asked |= at->fd == c->fd && receives(at);
        if (!asked && maker_of(s, c) && c->result > 0)
            return tell(f, s, c,
                        "%lld bytes were sent to a client that had said "
                        "nothing yet.",
                        (long long)c->result);
    }
    return false;
}

/* --- processes and threads, first of all ---------------------------------- */

static bool child_accepts(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *forked = last_call(s, SPY_FORK);
    (void)e;
    if (forked == NULL)
        return false;
    for (const struct spy_call *c = forked; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->pid != forked->pid)
            return tell(f, s, c,
                        "A child came to accept() as well: it was to serve its "
                        "one client, and to end.");
    for (int i = 0; i < s->calls.other_count; i++)
        if (s->calls.others[i].name == SPY_ACCEPT &&
            s->calls.others[i].pid != forked->pid)
            return tell(f, s, &s->calls.others[i],
                        "A child waits in accept() as well: it was to serve "
                        "its one client, and to end.");
    return false;
}

static bool both_receive(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *forked = last_call(s, SPY_FORK);
    (void)e;
    for (const struct spy_call *c = NULL;
         forked && (c = next_call(s, c, SPY_RECV));)
        if (c->pid == forked->pid && c > forked)
            return tell(f, s, c,
                        "The parent received from the client as well: that is "
                        "the child's work.");
    return false;
}

static bool answers_the_end(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (!s->is_server || is_lab(e, "lab04"))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        const struct spy_call *next = next_on(s, c);
        if (c->result <= 0 && next && sends(next) && next->length > 0 &&
            (c->result == 0 || c->error != EINTR))
            return tell(f, s, next,
                        "recv() returned %lld, and then something was sent: "
                        "there was nothing to answer.",
                        (long long)c->result);
    }
    return false;
}

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
                 failed_at(e, s, SERVER_CLOSES) || (demands(e, "descriptor")) ||
                 s->seen.descriptors > 20;
    if (!shows || last == NULL || !s->is_server || last_call(s, SPY_FORK))
        return false;
    /* it must know that this client is done */
    bool ended = false;
    for (const struct spy_call *c = last; (c = next_call(s, c, SPY_NONE));)
        ended |= c->fd == last->result && receives(c) && c->result <= 0;
    return (ended || demands(e, "descriptor")) &&
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

/* Lab 1, where numbers tell: was a socket still open when another was made? */
static bool is_closed_later(const struct subject *s, const struct spy_call *c)
{
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_CLOSE));)
        if (at->fd == c->result)
            return true;
    return false;
}

static bool keeps_first(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_SOCKET);
    return is_lab(e, "lab01") && failed_at(e, s, PRINTS) && c && s->ended &&
           c->result > 0 && !is_closed_later(s, c) &&
           tell(f, s, c, "Socket %lld was never closed.", (long long)c->result);
}

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

/* --- closing -------------------------------------------------------------- */

static const struct spy_call *closed_before(const struct subject *s,
                                            const struct spy_call *c)
{
    const struct spy_call *closed = NULL;
    for (const struct spy_call *at = s->calls.of; at && at < c; at++) {
        if (at->name == SPY_CLOSE && at->fd == c->fd && at->result == 0)
            closed = at;
        if ((at->name == SPY_SOCKET || at->name == SPY_ACCEPT) &&
            at->result == c->fd)
            closed = NULL;
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

static bool closes_listener(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    if (is_lab(e, "lab02") && s->ended) /* with its input */
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CLOSE));)
        if (c->result == 0 && was_listener(s, c) &&
            last_call(s, SPY_FORK) == NULL)
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
            ended |= at->fd == c->fd && receives(at) && at->result <= 0 &&
                     at->error != EINTR && at->error != EAGAIN;
        if (maker && maker->name == SPY_ACCEPT && !ended &&
            last_call(s, SPY_FORK) == NULL && c->result == 0)
            return tell(f, s, c,
                        "The connection was closed before recv() had returned "
                        "0: the client had more to say.");
    }
    return false;
}

/* --- saying that it was all ----------------------------------------------- */

static bool shuts_wrong_way(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SHUTDOWN));)
        if (!s->is_server && c->how != SHUT_WR)
            return tell(f, s, c, "shutdown() was told %s: %s.",
                        c->how == SHUT_RD ? "SHUT_RD" : "SHUT_RDWR",
                        c->how == SHUT_RD
                            ? "that ends what you hear, and the other side "
                              "does not learn of it"
                            : "that ends both directions, and the answer finds "
                              "nobody");
    return false;
}

static bool shuts_early(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SHUTDOWN));) {
        const struct spy_call *next = c;
        while ((next = next_on(s, next)) && !sends(next))
            continue;
        if (c->result == 0 && c->how != SHUT_RD && next && next->result == -1 &&
            next->error == EPIPE)
            return tell(f, s, c,
                        "shutdown() came before the last send()%s: what came "
                        "after it was refused.",
                        at_line(s, next));
    }
    return false;
}

static bool never_shuts(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    bool late = failed_at(e, s, CLIENT_ENDS) || failed_at(e, s, PRINTS) ||
                failed_at(e, s, EXITS) || failed_at(e, s, COMPLAINS);
    const struct spy_call *now = waits_in(s);
    bool waits = now && (receives(now) || now->name == SPY_SELECT ||
                         now->name == SPY_POLL);
    bool gave_up = says(s, "ETIMEDOUT");
    if (s->is_server || c == NULL || last_call(s, SPY_SHUTDOWN) ||
        (!is_lab(e, "lab04") && !is_lab(e, "lab06")) || !late ||
        (!waits && !gave_up && !failed_at(e, s, CLIENT_ENDS)))
        return false;
    /* was the end of its input there to be seen? */
    bool typed_end = false;
    for (int i = 0; e->talk && i < e->talk->count; i++)
        typed_end |= e->talk->lines[i].kind == TYPES_END;
    return typed_end &&
           tell(f, s, now ? now : c,
                "The input has ended, and the server was not told: shutdown() "
                "was never called%s.",
                waits ? ", and the program waits for an answer" : "");
}

static bool closes_instead(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    if (s->is_server || (!is_lab(e, "lab04") && !is_lab(e, "lab06")) ||
        last_call(s, SPY_SHUTDOWN))
        return false;
    const struct spy_call *c = NULL;
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_CLOSE));)
        c = at->result == 0 ? at : c;
    const struct spy_call *maker = c ? maker_of(s, c) : NULL;
    bool heard_end = false, talked = false, connected = false;
    for (const struct spy_call *at = maker; at && at < c; at++) {
        heard_end |= at->fd == c->fd && receives(at) && at->result <= 0;
        connected |= at->fd == c->fd && at->name == SPY_CONNECT &&
                     (at->result == 0 || at->error == EINPROGRESS);
        talked |= at->fd == c->fd && sends(at) && at->result > 0;
    }
    const struct spy_call *failed = c ? next_on(s, c) : NULL;
    bool reads_closed = failed && receives(failed) && failed->error == EBADF;
    if (c == NULL || heard_end || !connected || (!talked && !reads_closed))
        return false;
    return tell(f, s, c,
                "close() ended both directions before the answer was read to "
                "its end: whatever the server still says finds nobody.");
}

/* --- processes ------------------------------------------------------------ */

static bool leaves_zombies(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *c = last_call(s, SPY_FORK);
    return c && s->seen.dead_children > 0 &&
           tell(f, s, c,
                "%d of its children ha%s ended, and nobody has asked how: they "
                "stay in the process table.",
                s->seen.dead_children, s->seen.dead_children == 1 ? "s" : "ve");
}

static bool keeps_copy(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct spy_call *forked = last_call(s, SPY_FORK);
    const struct spy_call *accepted = last_call(s, SPY_ACCEPT);
    bool shows = failed_at(e, s, SERVER_ENDS) ||
                 failed_at(e, s, SERVER_CLOSES) || (e->demand != NULL);
    if (forked == NULL || accepted == NULL || !shows)
        return false;
    bool by_parent = false, by_child = false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_CLOSE));) {
        const struct spy_call *maker = maker_of(s, c);
        bool of_client = maker == NULL || maker->name == SPY_ACCEPT;
        by_parent |= of_client && c->pid == accepted->pid && c->result == 0;
        by_child |= of_client && c->pid != accepted->pid && c->result == 0;
    }
    return !by_parent &&
           tell(f, s, accepted,
                "After fork() both processes have the connection. The %s never "
                "closes its copy, so the client sees no end.",
                by_child || !by_parent ? "parent" : "child");
}

static bool serves_one_only(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_ACCEPT);
    if (!s->is_server || s->status != 0 || c == NULL || is_lab(e, "lab02") ||
        is_lab(e, "lab01") || *s->said != '\0')
        return false;
    return tell(f, s, c,
                "The server has ended by itself after its first client%s.",
                calls_sum(&s->calls, SPY_ACCEPT) > 1 ? "s" : "");
}

/* A server of datagrams that has chosen its one peer. */
static bool marries_one(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_CONNECT);
    return is_lab(e, "lab05") && s->is_server && c &&
           tell(f, s, c,
                "connect() on the server's socket: from then on it hears this "
                "one client and nobody else.");
}

static bool is_deaf_to_second(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *now = waits_in(s);
    if (!s->is_server || now == NULL || is_lab(e, "lab06") ||
        now->name == SPY_ACCEPT || now->name == SPY_SELECT)
        return false;
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening && s->seen.sockets[i].unread > 0 &&
            receives(now))
            return tell(f, s, now,
                        "%ld more client%s in the queue, and the program waits "
                        "in %s() for one that has nothing more to say.",
                        s->seen.sockets[i].unread,
                        s->seen.sockets[i].unread == 1 ? " waits" : "s wait",
                        call_name(now));
    return false;
}

const struct mistake mistakes_life[] = {
    {
        .name = "zombies",
        .weight = CERTAIN,
        .sign = leaves_zombies,
        .question = "Which call asks, and when is it time?",
        .where = "3.1",
    },
    {
        .name = "closed-not-half-closed",
        .weight = CERTAIN,
        .sign = closes_instead,
        .question = "Which call ends one direction alone?",
        .where = "4.4 6.7",
    },
    {
        .name = "zero-not-end",
        .weight = CERTAIN,
        .sign = goes_on_at_end,
        .question = "What do you do about an end?",
        .where = "3.2 4.5 6.3",
    },
    {
        .name = "no-room",
        .weight = CERTAIN,
        .sign = has_no_room,
        .question = "What does sizeof give there, or what was the length?",
        .where = "3.2 6.3",
    },
    {
        .name = "reset-not-closed",
        .weight = CERTAIN,
        .sign = slams,
        .question = "What becomes of bytes that were sent and not yet heard?",
        .where = "3.1",
    },
    {
        .name = "both-serve",
        .weight = CERTAIN,
        .sign = both_receive,
        .question = "How does fork() tell you which of the two you are?",
        .where = "3.1",
    },
    {
        .name = "child-goes-on",
        .weight = CERTAIN,
        .sign = child_accepts,
        .question = "Where does the child end?",
        .where = "3.1",
    },
    {
        .name = "listener-closed",
        .weight = CERTAIN,
        .sign = closes_listener,
        .question = "Which of the two sockets belongs to one client alone?",
        .where = "3.1 6.2",
    },
    {
        .name = "closed-twice",
        .weight = CERTAIN,
        .sign = closes_twice,
        .question = "Who owns it: the function, or its caller?",
        .where = "3.1 1.3",
    },
    {
        .name = "used-after-close",
        .weight = CERTAIN,
        .sign = uses_closed,
        .question = "What does the number mean after close()?",
        .where = "3.1 4.4 6.3",
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = uses_listener,
        .question = "Which socket is the connection?",
        .where = "3.1 3.2 3.3 1.6",
    },
    {
        .name = "copy-kept",
        .weight = CLEAR,
        .sign = keeps_copy,
        .question = "When does a connection end that two processes hold?",
        .where = "3.1",
    },
    {
        .name = "wrong-direction-shut",
        .weight = CERTAIN,
        .sign = shuts_wrong_way,
        .question = "Which direction have you finished with?",
        .where = "4.4 6.7",
    },
    {
        .name = "half-close-too-early",
        .weight = CERTAIN,
        .sign = shuts_early,
        .question = "When have you said it all?",
        .where = "4.4 6.7",
    },
    {
        .name = "half-close-missing",
        .weight = CLEAR,
        .sign = never_shuts,
        .question = "How would the server know that this was all?",
        .where = "4.4 6.7",
    },
    {
        .name = "speaks-first",
        .weight = CERTAIN,
        .sign = speaks_first,
        .question = "Who speaks first here?",
        .where = "3.1",
    },
    {
        .name = "answers-after-end",
        .weight = CERTAIN,
        .sign = answers_the_end,
        .question = "What are the three outcomes of recv()?",
        .where = "3.2",
    },
    {
        .name = "not-closed",
        .weight = CLEAR,
        .sign = keeps_client_open,
        .question = "Who closes what accept() has made, on every way out?",
        .where = "3.1 6.3",
    },
    {
        .name = "not-closed",
        .weight = LIKELY,
        .sign = keeps_sockets,
        .question = "Which of them was to be closed by now?",
        .where = "1.3 1.4 1.5 1.7",
    },
    {
        .name = "not-closed",
        .weight = CERTAIN,
        .sign = keeps_first,
        .question = "Which call gives its number back?",
        .where = "1.3 1.7",
    },
    {
        .name = "closed-too-late",
        .weight = CERTAIN,
        .sign = closes_late,
        .question = "When is a number free again?",
        .where = "1.3 1.8",
    },
    {
        .name = "closed-too-early",
        .weight = CLEAR,
        .sign = closes_soon,
        .question = "Which of them are to be open together?",
        .where = "1.3 1.5",
    },
    {
        .name = "off-by-one",
        .weight = CLEAR,
        .sign = counts_wrong,
        .question = "Which is the first, which the last place?",
        .where = "1.5",
    },
    {
        .name = "one-client-only",
        .weight = CLEAR,
        .sign = serves_one_only,
        .question = "What should it do next?",
        .where = "3.1",
    },
    {
        .name = "one-client-only",
        .weight = CERTAIN,
        .sign = marries_one,
        .question = "Who else may ask?",
        .where = "5.2 5.3",
    },
    {
        .name = "closed-too-early",
        .weight = CLEAR,
        .sign = closes_early,
        .question = "How do you know that the client has finished?",
        .where = "3.2",
    },
    {
        .name = "one-at-a-time",
        .weight = LIKELY,
        .sign = is_deaf_to_second,
        .question = "How does it come to accept() again?",
        .where = "3.2",
    },
    {0},
};
