/* mistakes_processes.c - processes, threads, and one client beside another. */
#include "signs.h"

/* Has this process served a client that its parent had accepted? A child that
 * was made to accept clients itself has not. */
static bool serves_for_its_parent(const struct subject *s, int pid)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool uses = receives(c) || sends(c) || c->name == SPY_CLOSE;
        const struct spy_call *maker =
            uses && c->pid == pid ? maker_of(s, c) : NULL;
        if (maker && maker->name == SPY_ACCEPT && maker->pid != pid)
            return true;
    }
    return false;
}

static bool child_accepts(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *forked = next_call(s, NULL, SPY_FORK);
    (void)e;
    for (const struct spy_call *c = forked;
         forked && (c = next_call(s, c, SPY_ACCEPT));)
        if (c->pid != forked->pid && serves_for_its_parent(s, c->pid))
            return tell(f, s, c,
                        "A child came to accept() as well: it was to serve its "
                        "one client, and to end.");
    for (int i = 0; forked && i < s->calls.other_count; i++)
        if (s->calls.others[i].name == SPY_ACCEPT &&
            s->calls.others[i].pid != forked->pid &&
            serves_for_its_parent(s, s->calls.others[i].pid))
            return tell(f, s, &s->calls.others[i],
                        "A child waits in accept() as well: it was to serve "
                        "its one client, and to end.");
    return false;
}

/* The call that brings bytes of another client into the memory of `got`, before
 * all of what `got` has brought is sent. NULL: there is none. */
static const struct spy_call *written_over(const struct subject *s,
                                           const struct spy_call *got)
{
    const struct spy_call *other = NULL;
    for (const struct spy_call *c = got; (c = next_call(s, c, SPY_NONE));) {
        bool same = c->fd == got->fd;
        if (c->pid != got->pid)
            continue;
        if (same && sends(c) && c->buffer >= got->buffer &&
            c->buffer < got->buffer + got->result)
            return other && other->ended < c->ended ? other : NULL;
        if (same && (receives(c) || c->name == SPY_CLOSE))
            return NULL;
        if (!same && receives(c) && c->result > 0 && c->buffer == got->buffer &&
            c->ended > got->ended)
            other = c;
    }
    return NULL;
}

static bool shares_buffer(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *other =
            s->is_server && receives(c) && c->result > 0 ? written_over(s, c)
                                                         : NULL;
        if (other)
            return tell(f, s, other,
                        "What came from socket %d was put into the memory "
                        "where the bytes of socket %d were, before all of "
                        "those had been sent.",
                        other->fd, c->fd);
    }
    return false;
}

static bool both_receive(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct spy_call *forked = last_call(s, SPY_FORK);
    (void)e;
    for (const struct spy_call *c = NULL;
         s->is_server && forked && (c = next_call(s, c, SPY_RECV));)
        if (c->pid == forked->pid && c > forked)
            return tell(f, s, c,
                        "The parent received from the client as well: that is "
                        "the child's work.");
    return false;
}

/* A call that receives on the same socket as c, began before c had ended, and
 * is of the same process: of another thread. Rows stand in the order in which
 * calls have ended. */
static const struct spy_call *meanwhile(const struct subject *s,
                                        const struct spy_call *c)
{
    for (const struct spy_call *at = c; (at = next_call(s, at, SPY_NONE));)
        if (receives(at) && at->fd == c->fd && at->pid == c->pid &&
            at->times == 1 && at->began < c->ended)
            return at;
    for (int i = 0; i < s->calls.other_count; i++) {
        const struct spy_call *at = &s->calls.others[i];
        if (receives(at) && at->fd == c->fd && at->pid == c->pid &&
            at->began < c->ended)
            return at;
    }
    return NULL;
}

static bool has_two_threads(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (s->is_server && !is_lab(e, "lab05") && receives(c) &&
            c->times == 1 && meanwhile(s, c))
            return tell(f, s, c,
                        "Two threads received from socket %d at the same "
                        "time: each was to have a client of its own.",
                        c->fd);
    return false;
}

static bool leaves_zombies(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    (void)e;
    const struct spy_call *c = last_call(s, SPY_FORK);
    return c && s->is_server && s->seen.dead_children > 0 &&
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
    unsigned clients = 0;
    for (c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        clients += c->result >= 0 ? c->times : 0;
    c = last_call(s, SPY_ACCEPT);
    if (clients == 0)
        return tell(f, s, c,
                    "accept() failed (%s), and the server ended without a "
                    "word, as if its work were done.",
                    error_name(c->error));
    return tell(f, s, c, "The server has ended by itself after %u client%s.",
                clients, clients == 1 ? "" : "s");
}

/* A UDP server has connected its socket to one client. */
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

const struct mistake mistakes_processes[] = {
    {
        .name = "zombies",
        .weight = CERTAIN,
        .undone = true,
        .sign = leaves_zombies,
        .question = "Which call asks, and when is it time?",
        .where = {{3, 1}},
    },
    {
        .name = "both-serve",
        .weight = CERTAIN,
        .sign = both_receive,
        .question = "How does fork() tell you which of the two you are?",
        .where = {{3, 1}},
    },
    {
        .name = "child-goes-on",
        .weight = CERTAIN,
        .sign = child_accepts,
        .question = "Where does the child end?",
        .where = {{3, 1}},
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = has_two_threads,
        .question = "When does a thread look at the number, and who has "
                    "changed it by then?",
        .where = {{3, 1}, {6, 2}},
    },
    {
        .name = "shared-buffer",
        .weight = CERTAIN,
        .sign = shares_buffer,
        .question = "How many of this buffer are there, and how many clients?",
        .where = {{3, 3}, {6, 3}},
    },
    {
        .name = "copy-kept",
        .weight = CLEAR,
        .undone = true,
        .sign = keeps_copy,
        .question = "When does a connection end that two processes hold?",
        .where = {{3, 1}},
    },
    {
        .name = "one-client-only",
        .weight = CLEAR,
        .undone = true,
        .sign = serves_one_only,
        .question = "What should it do next?",
        .where = {{3, 1}},
    },
    {
        .name = "one-client-only",
        .weight = CERTAIN,
        .sign = marries_one,
        .question = "Who else may ask?",
        .where = {{5, 2}, {5, 3}},
    },
    {
        .name = "one-at-a-time",
        .weight = LIKELY,
        .sign = is_deaf_to_second,
        .question = "How does it come to accept() again?",
        .where = {{3, 2}},
    },
    {0},
};
