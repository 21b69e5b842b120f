/* mistakes_chat.c - many clients at once: messages, queues, shortages. */
#include <errno.h>
#include <string.h>

#include "signs.h"

/* The queue for a client that does not read grows without a limit. */
static bool keeps_without_end(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = NULL, *kept = NULL;
    while ((c = next_call(s, c, SPY_SEND)))
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            kept = c;
    return is_lab(e, "lab06") && s->is_server && kept &&
           (demands(e, "end to its queue") || demands(e, "memory")) &&
           tell(f, s, kept,
                "send() on socket %d takes no more, and what is kept for it "
                "has no end.",
                kept->fd);
}

/* Does this errno mean that the server lacks descriptors or memory? */
static bool is_shortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS ||
           error == ENOMEM;
}

/* The accept() after whose failure the listener is not watched again, although
 * connections wait. NULL: there is none, or the server, short of descriptors,
 * has called accept() again. */
static const struct spy_call *shut_door(const struct evidence *e,
                                        const struct subject *s)
{
    const struct spy_call *now = last_waiting(s), *failed = NULL;
    bool again = false;
    if (!is_lab(e, "lab06") || !s->is_server || s->ended || now == NULL)
        return NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (c->result >= 0)
            failed = NULL;
        else if (c->error != EAGAIN) {
            again = failed != NULL || c->times > 1;
            failed = c;
        }
    if (failed == NULL || in_set(now->set_in, failed->fd) ||
        (again && is_shortage(failed->error)))
        return NULL;
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening && s->seen.sockets[i].unread > 0)
            return failed;
    return NULL;
}

static bool shuts_for_ever(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *c = shut_door(e, s);
    return c && is_shortage(c->error) &&
           tell(f, s, c,
                "accept() failed (%s), and the listener is not asked "
                "again, though somebody waits.",
                error_name(c->error));
}

static bool shuts_for_a_guest(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    const struct spy_call *c = shut_door(e, s);
    return c && !is_shortage(c->error) &&
           tell(f, s, c,
                "accept() failed (%s): that one guest has gone. The listener "
                "is not asked again, and others wait.",
                error_name(c->error));
}

static bool ends_for_want(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));)
        if (is_lab(e, "lab06") && s->status > 0 && s->report == NULL &&
            (c->error == EMFILE || c->error == ENFILE) &&
            next_call(s, c, SPY_SELECT) == NULL)
            return tell(f, s, c,
                        "accept() failed (%s), and the server ended, with all "
                        "who were in it.",
                        error_name(c->error));
    return false;
}

static bool hears_itself(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab06") || !s->is_server || m->received_len == 0 ||
        (!failed_at(e, s, SERVER_SAYS) && !failed_at(e, s, SERVER_ENDS)))
        return false;
    for (const struct line *l = m->at - 1; l >= e->talk->lines; l--)
        if (l->kind == CLIENT_SAYS && l->who == m->at->who && *l->text &&
            strncmp(l->text, m->received, strlen(l->text)) == 0)
            return tell(f, s, last_call(s, SPY_SEND),
                        "Client %d got back what it had said itself; all the "
                        "others are to hear it.",
                        l->who);
    return false;
}

static bool drops_what_waits(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *at = NULL;
    if (!is_lab(e, "lab06") || !s->is_server)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SEND));)
        if (c->result < c->length && (c->result >= 0 || c->error == EAGAIN))
            at = c;
    if (at == NULL || demands(e, "end to its queue") ||
        (!failed_at(e, s, SERVER_SAYS) && e->demand == NULL))
        return false;
    const struct mismatch *m = &e->wrong;
    bool shorter = m->expected && m->received_len < m->expected_len &&
                   m->same == m->received_len;
    return tell(
        f, s, at, "send() took %lld of %lld bytes, %s.",
        (long long)(at->result < 0 ? 0 : at->result), (long long)at->length,
        shorter || e->demand ? "and the rest never came"
                             : "and what came after it came out of order");
}

static bool leaves_at_end_of_input(const struct evidence *e,
                                   const struct subject *s, struct finding *f)
{
    (void)e;
    const struct spy_call *end = NULL;
    if (!is_lab(e, "lab06") || s->is_server || s->status == -1)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0)
            end = c;
    if (end == NULL)
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));)
        if (c->result <= 0)
            return false;
    return tell(f, s, end,
                "The input has ended, and the program with it; the server had "
                "not closed yet, and others may still speak.");
}

static bool reads_end_again(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_READ));)
        if (c->fd == 0 && c->result == 0 && c->times > 3)
            return tell(f, s, c,
                        "read() said %u times that the input has ended. What "
                        "has ended stays ready for ever.",
                        c->times);
    return false;
}

const struct mistake mistakes_chat[] = {
    {
        .name = "input-end-missed",
        .weight = CERTAIN,
        .sign = reads_end_again,
        .question = "Who takes the keyboard out of the set?",
        .where = {{6, 6}, {6, 7}},
    },
    {
        .name = "queue-unbounded",
        .weight = LIKELY,
        .sign = keeps_without_end,
        .question = "How much may one slow reader cost?",
        .where = {{6, 5}},
    },
    {
        .name = "full-for-ever",
        .weight = CERTAIN,
        .sign = shuts_for_ever,
        .question = "When is it time to try again?",
        .where = {{6, 2}},
    },
    {
        .name = "transient-is-trouble",
        .weight = CERTAIN,
        .sign = shuts_for_a_guest,
        .question = "Whose trouble is that? See net_transient().",
        .where = {{6, 2}},
    },
    {
        .name = "accept-error-ends-server",
        .weight = CERTAIN,
        .sign = ends_for_want,
        .question = "Who of those inside is to blame?",
        .where = {{6, 2}},
    },
    {
        .name = "heard-by-itself",
        .weight = CERTAIN,
        .sign = hears_itself,
        .question = "Who is to be left out?",
        .where = {{6, 5}},
    },
    {
        .name = "leaves-at-eof",
        .weight = CERTAIN,
        .sign = leaves_at_end_of_input,
        .question = "Who has said it all: you, or the server?",
        .where = {{6, 7}},
    },
    {
        .name = "queue-lost",
        .weight = CLEAR,
        .sign = drops_what_waits,
        .question = "Where is it kept until there is room?",
        .where = {{6, 5}},
    },
    {0},
};
