/* mistakes_shown.c - the address or port that a program prints. */
#include <stdlib.h>
#include <string.h>

#include "signs.h"

static bool shows_swapped(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!failed_at(e, s, PRINTS) || m->expected == NULL || m->received_len == 0)
        return false;
    long expected = last_number(m->expected, m->expected_len);
    long received = last_number(m->received, m->received_len);
    bool known = expected > 0 && expected < 65536;
    for (int i = 0; !known && i < s->seen.socket_count; i++) {
        expected = s->seen.sockets[i].port; /* [PORT] matched any number */
        known = received == swapped((int)expected);
    }
    if (!known || received != swapped((int)expected) || received == expected)
        return false;
    return tell(f, s, NULL,
                "You show port %ld, and it is %ld: its two bytes are swapped.",
                received, expected);
}

/* The port that the server printed, and the port that the kernel knows. True if
 * they differ. */
static bool said_port(const struct evidence *e, const struct subject *s,
                      int *said, int *real)
{
    const char *word = names_get(&e->names, "PORT");
    *real = *said = -1;
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening || s->seen.sockets[i].udp)
            *real = s->seen.sockets[i].port;
    if (word)
        *said = atoi(word);
    int servers = 0;
    for (int i = 0; i < e->count; i++)
        servers += e->of[i].is_server;
    bool its = false, other = false; /* is [PORT] the server's, another's? */
    for (int i = 0; e->talk && i < e->talk->count; i++) {
        const struct line *l = &e->talk->lines[i];
        bool names = strstr(l->text, "[PORT]") != NULL;
        its |= l->kind == PRINTS && l->who == s->terminal && names &&
               l < e->wrong.at;
        other |= l->kind != PRINTS && l->kind != START && names;
    }
    return s->is_server && servers == 1 && its && !other && word &&
           *real != -1 && *said != *real;
}

static bool says_swapped(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    int said, real;
    return said_port(e, s, &said, &real) && said == swapped(real) &&
           tell(f, s, NULL,
                "The server says that it listens on port %d, and it listens "
                "on %d: the two bytes are swapped.",
                said, real);
}

static bool says_another_port(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    int said, real;
    const struct spy_call *c = last_call(s, SPY_GETSOCKNAME);
    if (!said_port(e, s, &said, &real) || said == swapped(real))
        return false;
    return tell(f, s, c,
                "The server says that it listens on port %d, and it listens "
                "on %d%s.",
                said, real,
                c ? ": what getsockname() wrote was not shown"
                : no(was_called(s, SPY_GETSOCKNAME))
                    ? ": it never asked, with getsockname()"
                    : "");
}

static bool asks_for_peer(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_GETPEERNAME);
    bool of_datagrams = is_lab(e, "lab05") && s->is_server;
    return (is_lab(e, "lab01") || is_lab(e, "lab02") || of_datagrams) && c &&
           tell(f, s, c,
                "getpeername() asks for the address of the other end%s; a "
                "socket's own is told by getsockname().",
                c->result == -1 ? ", and there is none" : "");
}

static bool asks_nobody(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_ACCEPT);
    return s->is_server && c && c->length_in == -1 && failed_at(e, s, PRINTS) &&
           expects(e, "client from port") &&
           no(was_called(s, SPY_GETPEERNAME)) &&
           tell(f, s, c,
                "accept() was given no place for the client's address, so it "
                "could not tell who is calling.");
}

/* The server prints its own port where the client's was demanded. */
static bool shows_own_end(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    if (!s->is_server || !failed_at(e, s, PRINTS) || m->received_len == 0 ||
        !expects(e, "client from port"))
        return false;
    long shown = last_number(m->received, m->received_len);
    for (int i = 0; i < s->seen.socket_count; i++)
        if (s->seen.sockets[i].listening && s->seen.sockets[i].port == shown)
            return tell(f, s, NULL,
                        "Port %ld is the server's own end of the connection; "
                        "the client calls from another one.",
                        shown);
    return false;
}

static bool shows_asked_port(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct mismatch *m = &e->wrong;
    const struct spy_call *c = last_call(s, SPY_GETSOCKNAME);
    const struct spy_call *bind = last_call(s, SPY_BIND);
    if (bind == NULL || bind->result == -1 || !s->is_server)
        return false;
    if (c && c->result == 0 && c < bind)
        return tell(f, s, c,
                    "getsockname() was asked before bind(): the socket had no "
                    "address yet.");
    bool shown = failed_at(e, s, PRINTS) && m->received_len > 0 &&
                 strstr(m->received, "listening on");
    long port = shown ? last_number(m->received, m->received_len) : -1;
    bool zero = port == 0 || (demands(e, ":0'"));
    if (!no(was_called(s, SPY_GETSOCKNAME)))
        return false;
    return (zero || (shown && port == asked_port(s))) &&
           tell(f, s, bind,
                "The port that it shows is the one that was asked for: the "
                "kernel was never asked which one it gave.");
}

const struct mistake mistakes_shown[] = {
    {
        .name = "port-shown-swapped",
        .weight = CERTAIN,
        .sign = shows_swapped,
        .question = "In which order does the kernel hand a port over?",
        .where = {{2, 4}, {3, 1}, {5, 2}},
    },
    {
        .name = "port-shown-swapped",
        .weight = CERTAIN,
        .sign = says_swapped,
        .question = "In which order does the kernel hand a port over?",
        .where = {{2, 4}},
    },
    {
        .name = "peer-asked",
        .weight = CERTAIN,
        .sign = asks_for_peer,
        .question = "Whose address do you want?",
        .where = {{1, 2}, {2, 4}, {5, 1}},
    },
    {
        .name = "peer-not-asked",
        .weight = CERTAIN,
        .undone = true,
        .sign = asks_nobody,
        .question = "Which arguments of accept() are for that?",
        .where = {{3, 1}},
    },
    {
        .name = "own-end-shown",
        .weight = CERTAIN,
        .sign = shows_own_end,
        .question = "Which call tells who is calling?",
        .where = {{3, 1}},
    },
    {
        .name = "asked-port-printed",
        .weight = CLEAR,
        .undone = true,
        .sign = says_another_port,
        .question = "Which call tells a socket's own address, and into what?",
        .where = {{2, 4}},
    },
    {
        .name = "asked-port-printed",
        .weight = LIKELY,
        .undone = true,
        .sign = shows_asked_port,
        .question = "Which call tells a socket's own address, and when?",
        .where = {{2, 4}},
    },
    {0},
};
