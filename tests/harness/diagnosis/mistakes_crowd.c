/* mistakes_crowd.c - who of a chat is passed over, and who stays too long. */
#include <stdlib.h>
#include <string.h>

#include "said.h"
#include "signs.h"

/* --- who was left out ----------------------------------------------------- */

/* The server's descriptor for a client of the conversation; -1: not known. */
static int descriptor_of(const struct evidence *e, const struct subject *s,
                         int who)
{
    char name[8] = {'C', (char)('0' + who)};
    const char *port = names_get(&e->names, name);
    for (int i = 0; port && i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].peer_port == atoi(port))
            return s->seen.sockets[i].fd;
    return -1;
}

/* Was anything sent on this descriptor that was not taken as a whole? */
static bool is_behind(const struct subject *s, int fd)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c) && c->fd == fd && c->result < c->length)
            return true;
    return false;
}

/* What was received was sent to one client, and not to another. */
static bool leaves_one_out(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!is_lab(e, "lab06") || !s->is_server || e->talk == NULL ||
        !failed_at(e, s, SERVER_SAYS) || m->received_len > 0 ||
        m->expected_len < 4 || s->ended)
        return false;
    int out = descriptor_of(e, s, m->at->who);
    size_t most = m->expected_len < 8 ? m->expected_len : 8;
    const struct spy_call *came = NULL, *sent = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool of_it = c->result > 0 && memcmp(c->head, m->expected, most) == 0;
        if (of_it && receives(c))
            came = c;
        if (of_it && sends(c) && came && c->fd != out)
            sent = c;
    }
    return out != -1 && came && sent > came && !is_behind(s, out) &&
           no(was_called_on(s, came, SPY_SEND, out)) &&
           tell(f, s, sent,
                "What had come from socket %d was sent to socket %d, and not "
                "to socket %d, which is in the chat as well.",
                came->fd, sent->fd, out);
}

/* --- how long a line is --------------------------------------------------- */

enum { LONGEST = 65536 + 1 }; /* a line, with its newline */

/* Has somebody said a line that is too long, and has no end? */
static bool has_endless_line(const struct evidence *e, const struct subject *s)
{
    const struct line *at = e->wrong.at;
    if (demands(e, "without a newline"))
        return true;
    if (!failed_at(e, s, SERVER_ENDS))
        return false;
    for (const struct line *l = e->talk->lines; l < at; l++)
        if (l->who == at->who && is_half(l)) {
            struct said bytes = said_by(e, l);
            free(bytes.data);
            if (bytes.len >= LONGEST)
                return true;
        }
    return false;
}

/* All that came on one socket. */
struct pieces {
    const struct spy_call *last;
    int64_t bytes;
    unsigned count;
    bool same_place; /* each went to the same place, with room for a line */
};

static struct pieces pieces_on(const struct subject *s, int fd)
{
    struct pieces p = {.same_place = true};
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_RECV));) {
        if (c->fd != fd || c->result <= 0)
            continue;
        if (c->length < LONGEST - 1 || (p.last && p.last->buffer != c->buffer))
            p.same_place = false;
        p.bytes += c->result * c->times;
        p.count += c->times;
        p.last = c;
    }
    return p;
}

/* The pieces of a line that is too long; last NULL: there are none. */
static struct pieces pieces_of_endless(const struct evidence *e,
                                       const struct subject *s)
{
    if (!is_lab(e, "lab06") || !s->is_server || s->ended ||
        !has_endless_line(e, s))
        return (struct pieces){0};
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_ACCEPT));) {
        struct pieces p = pieces_on(s, (int)c->result);
        if (c->result >= 0 && p.bytes >= LONGEST && no(was_closed(s, c)))
            return p;
    }
    return (struct pieces){0};
}

static bool writes_over_pieces(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    struct pieces p = pieces_of_endless(e, s);
    return p.last && p.count > 1 && p.same_place &&
           tell(f, s, p.last,
                "recv() has brought %lld bytes in %u pieces, with no newline "
                "among them, and each piece went to the same place.",
                (long long)p.bytes, p.count);
}

static bool counts_no_line(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    struct pieces p = pieces_of_endless(e, s);
    const struct spy_call *now = waits_in(s);
    bool is_heard =
        p.last && (now == NULL || !selects(now) || p.last->fd >= 64 ||
                   in_set(now->set_in, p.last->fd));
    return is_heard && (p.count == 1 || !p.same_place) &&
           tell(f, s, p.last,
                "recv() has brought %lld bytes of a line that has no end yet, "
                "and the client is still there.",
                (long long)p.bytes);
}

const struct mistake mistakes_crowd[] = {
    {
        .name = "hearer-left-out",
        .weight = CERTAIN,
        .sign = leaves_one_out,
        .question = "Which of them does your loop pass over?",
        .where = {{6, 4}},
        .undone = true,
    },
    {
        .name = "line-without-end",
        .weight = CLEAR,
        .sign = counts_no_line,
        .question = "How long may a line become before its speaker has to go?",
        .where = {{6, 3}},
        .undone = true,
    },
    {
        .name = "held-overwritten",
        .weight = LIKELY,
        .sign = writes_over_pieces,
        .question = "Where should recv() put the next piece?",
        .where = {{6, 3}},
        .undone = true,
    },
    {0},
};
