/* mistakes_setup.c - addresses, ports, and what comes before the first byte. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

static bool names_address(const struct spy_call *c)
{
    return c->name == SPY_BIND || c->name == SPY_CONNECT ||
           c->name == SPY_SENDTO;
}

/* The first call that names an IPv4 address, by what it names. */
static const struct spy_call *naming(const struct subject *s, uint32_t ip)
{
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (names_address(c) && c->family == AF_INET && c->ip == htonl(ip))
            return c;
    return NULL;
}

static bool swaps_port(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    (void)e;
    int asked = asked_port(s);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool of_the_server = c->name == SPY_BIND || !s->is_server;
        if (names_address(c) && of_the_server && asked > 0 &&
            asked != swapped(asked) && ntohs(c->port) == swapped(asked))
            return tell(f, s, c,
                        "You %s port %d, asked for %d: its two bytes are "
                        "swapped.",
                        c->name == SPY_BIND ? "bind to" : "send to",
                        swapped(asked), asked);
    }
    return false;
}

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
        expected = s->seen.sockets[i].port; /* [PORT] is any word */
        known = received == swapped((int)expected);
    }
    if (!known || received != swapped((int)expected) || received == expected)
        return false;
    return tell(f, s, NULL,
                "You show port %ld, and it is %ld: its two bytes are swapped.",
                received, expected);
}

static bool swaps_address(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    (void)e;
    const struct spy_call *c = naming(s, 0x0100007f);
    return c && tell(f, s, c,
                     "%s() was given the address 1.0.0.127: the bytes of "
                     "127.0.0.1 are in the wrong order.",
                     call_name(c));
}

static bool misreads_address(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    const struct spy_call *c = naming(s, 0xffffffff);
    return c && tell(f, s, c,
                     "%s() was given the address 255.255.255.255: that is what "
                     "inet_addr() returns for a text that it does not "
                     "understand.",
                     call_name(c));
}

static bool is_wildcard(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_BIND));)
        if (c->family == AF_INET && c->ip == 0 && s->is_server &&
            !is_lab(e, "lab01"))
            return tell(f, s, c,
                        "You bind to 0.0.0.0, which is every address of this "
                        "machine; asked for was 127.0.0.1 alone.");
    return false;
}

static bool takes_other_port(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    int asked = asked_port(s);
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool counts = s->is_server
                          ? c->name == SPY_BIND
                          : c->name == SPY_CONNECT || c->name == SPY_SENDTO;
        int port = ntohs(c->port);
        if (counts && c->family == AF_INET && asked >= 0 && port != asked &&
            port != swapped(asked))
            return tell(f, s, c,
                        "%s() got port %d; on the command line stands %d.",
                        call_name(c), port, asked);
    }
    return false;
}

/* What the server has said of its port, and what the kernel says. */
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
    bool its = false, other = false; /* whose port is [PORT]? */
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
                  : ": it never asked, with getsockname()");
}

/* --- bind and listen ------------------------------------------------------ */

/* The call of this name on the same socket as c, before it. */
static const struct spy_call *
before(const struct subject *s, const struct spy_call *c, enum spy_name name)
{
    const struct spy_call *maker = maker_of(s, c), *found = NULL;
    const struct spy_call *end = end_before(s, c);
    for (const struct spy_call *at = maker; at && at < end; at++)
        if (at->name == name && at->fd == c->fd)
            found = at;
    return found;
}

static bool forgets_bind(const struct evidence *e, const struct subject *s,
                         struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_LISTEN));)
        if (maker_of(s, c) && before(s, c, SPY_BIND) == NULL)
            return tell(f, s, c,
                        "listen() was called on socket %d, which was never "
                        "bound: the kernel has taken any port, at 0.0.0.0.",
                        c->fd);
    const struct spy_call *to = last_call(s, SPY_CONNECT);
    if (to && s->is_server && last_call(s, SPY_BIND) == NULL)
        return tell(f, s, to,
                    "connect() asks for a peer; the address of the server "
                    "itself is the business of bind().");
    const struct spy_call *c = waits_in(s);
    for (const struct spy_call *at = NULL; (at = next_call(s, at, SPY_NONE));)
        if (receives(at) && at->is_datagram)
            c = at;
    if (c && receives(c) && s->is_server && is_lab(e, "lab05") &&
        maker_of(s, c) && before(s, c, SPY_BIND) == NULL)
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
            maker_of(s, c) && before(s, c, SPY_BIND) == NULL)
            return tell(f, s, c, "Socket %d was bound, and socket %d listens.",
                        bound->fd, c->fd);
    return false;
}

static bool binds_after_listen(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_BIND));)
        if (before(s, c, SPY_LISTEN))
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

static bool asks_for_peer(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_GETPEERNAME);
    return (is_lab(e, "lab01") || is_lab(e, "lab02")) && c &&
           tell(f, s, c,
                "getpeername() asks for the address of the other end%s; a "
                "socket's own is told by getsockname().",
                c->result == -1 ? ", and there is none" : "");
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

/* SO_REUSEPORT, or for datagrams SO_REUSEADDR. */
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

/* The option, its level or its length is refused. */
static bool sets_wrong_option(const struct evidence *e, const struct subject *s,
                              struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL;
         (c = next_call(s, c, SPY_SETSOCKOPT));)
        if (c->result == -1 &&
            (c->error == EINVAL || c->error == ENOPROTOOPT || c->error == EDOM))
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

/* An address that is none. */
static bool gives_no_address(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (c->result == -1 && c->error == EFAULT)
            return tell(f, s, c,
                        "%s() failed (EFAULT): where it expects an address in "
                        "memory it got something else.",
                        call_name(c));
    return false;
}

static bool forgets_listen(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    const struct spy_call *bound = last_call(s, SPY_BIND);
    const struct spy_call *accepted = last_call(s, SPY_ACCEPT);
    if (bound == NULL || bound->result == -1 || is_lab(e, "lab05") ||
        last_call(s, SPY_LISTEN))
        return false;
    return tell(f, s, accepted ? accepted : bound,
                "Socket %d is bound, but listen() was never called on it: "
                "nobody can connect.",
                bound->fd);
}

static bool sets_reuse(const struct spy_call *c)
{
    return c->name == SPY_SETSOCKOPT && c->level == SOL_SOCKET &&
           c->option == SO_REUSEADDR && c->result == 0 && c->value != 0;
}

/* A bind() that the option would have helped, or (nothing has failed yet) the
 * one that a check is about. */
static bool forgets_reuse(const struct evidence *e, const struct subject *s,
                          struct finding *f)
{
    const struct spy_call *bind = last_call(s, SPY_BIND), *late = NULL;
    const struct spy_call *off = NULL;
    bool fails = bind && bind->result == -1 && bind->error == EADDRINUSE;
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

/* --- lengths -------------------------------------------------------------- */

static bool takes_address(const struct spy_call *c)
{
    return c->name == SPY_ACCEPT || c->name == SPY_GETSOCKNAME ||
           c->name == SPY_RECVFROM;
}

static bool gives_no_length(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        bool address = takes_address(c) && c->length_in != -1 &&
                       (c->length_in < 16 || c->length_in > 4096);
        bool option = c->name == SPY_GETSOCKOPT && c->length_in != -1 &&
                      (c->length_in < 4 || c->length_in > 4096);
        if (address || option)
            return tell(f, s, c,
                        "%s() was told that there is room for %d bytes%s. "
                        "The length goes in and comes out.",
                        call_name(c), c->length_in,
                        c->length_in == 0 ? ": so it wrote nothing" : "");
    }
    return false;
}

static bool has_wrong_length(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (names_address(c) && c->result == -1 && c->error == EINVAL &&
            ((c->length_in < 16 && c->family != 0) ||
             (c->name != SPY_SENDTO && c->length_in < 16) ||
             (c->length_in < 28 && c->family == AF_INET6)))
            return tell(f, s, c,
                        "%s() got an address of %d bytes; struct sockaddr_in "
                        "has 16, and struct sockaddr_in6 has 28.",
                        call_name(c), c->length_in);
    return false;
}

/* --- what socket() made --------------------------------------------------- */

static bool is_exchanged(const struct spy_call *c)
{
    return c->domain == SOCK_STREAM && c->type == AF_INET;
}

static bool has_wrong_type(const struct evidence *e, const struct subject *s,
                           struct finding *f)
{
    bool datagrams = is_lab(e, "lab05");
    const struct spy_call *c = next_call(s, NULL, SPY_SOCKET);
    if (c == NULL || c->result == -1)
        return false;
    int wanted = datagrams ? SOCK_DGRAM : SOCK_STREAM;
    if (is_exchanged(c))
        return tell(f, s, c,
                    "The first two arguments of socket() have changed places: "
                    "family first, then type.");
    return c->type != wanted &&
           tell(f, s, c, "socket() was asked for %s; this lab needs %s.",
                c->type == SOCK_DGRAM    ? "SOCK_DGRAM"
                : c->type == SOCK_STREAM ? "SOCK_STREAM"
                                         : "another type",
                datagrams ? "SOCK_DGRAM" : "SOCK_STREAM");
}

static bool has_wrong_family(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        const struct spy_call *maker = names_address(c) ? maker_of(s, c) : NULL;
        bool refused =
            c->result == -1 && (c->error == EAFNOSUPPORT || c->error == EINVAL);
        if (maker && refused && maker->name == SPY_SOCKET &&
            maker->domain != c->family)
            return tell(f, s, c,
                        "The socket is of family %lld, and the address that "
                        "%s() got is of family %d.",
                        (long long)maker->domain, call_name(c), c->family);
    }
    return false;
}

/* "AF_INET SOCK_STREAM UDP" : the numbers of a line of lab 1, step 4. */
static bool triple_in(const char *text, int triple[3])
{
    char family[16], type[16], protocol[8];
    if (text == NULL ||
        sscanf(text, "AF_%15s SOCK_%15s %7s", family, type, protocol) != 3)
        return false;
    triple[0] = strcmp(family, "INET") == 0 ? AF_INET : AF_UNSPEC;
    triple[1] = strcmp(type, "STREAM") == 0  ? SOCK_STREAM
                : strcmp(type, "DGRAM") == 0 ? SOCK_DGRAM
                                             : SOCK_RDM;
    triple[2] = strcmp(protocol, "TCP") == 0   ? IPPROTO_TCP
                : strcmp(protocol, "UDP") == 0 ? IPPROTO_UDP
                                               : 0;
    return true;
}

static bool tries_other_triple(const struct evidence *e,
                               const struct subject *s, struct finding *f)
{
    int t[3];
    if (!is_lab(e, "lab01") || !failed_at(e, s, PRINTS) ||
        !triple_in(e->wrong.expected, t))
        return false;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_SOCKET));)
        if (c->domain == t[0] && c->type == t[1] && c->protocol == t[2])
            return false;
    return tell(f, s, last_call(s, SPY_SOCKET),
                "The line says %.*s, and socket() was never called with these "
                "three.",
                24, e->wrong.expected);
}

static bool lacks_type(const struct evidence *e, const struct subject *s,
                       struct finding *f)
{
    const struct spy_call *c = next_call(s, NULL, SPY_SOCKET);
    return !is_lab(e, "lab01") && c && c->result == -1 &&
           (c->error == EPROTONOSUPPORT || c->error == EINVAL ||
            c->error == ESOCKTNOSUPPORT || c->error == EAFNOSUPPORT) &&
           tell(f, s, c,
                "socket() failed (%s): family %lld, type %lld, protocol %lld "
                "name nothing that exists.",
                error_name(c->error), (long long)c->domain, (long long)c->type,
                (long long)c->protocol);
}

/* --- saying where it is --------------------------------------------------- */

static bool asks_nobody(const struct evidence *e, const struct subject *s,
                        struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_ACCEPT);
    return s->is_server && c && c->length_in == -1 && failed_at(e, s, PRINTS) &&
           expects(e, "client from port") &&
           last_call(s, SPY_GETPEERNAME) == NULL &&
           tell(f, s, c,
                "accept() was given no place for the client's address, so it "
                "could not tell who is calling.");
}

/* Of a connection the server's own end, where the client's was wanted. */
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

/* What was looked up, before any socket. */
static bool looks_up_one_family(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    return is_lab(e, "lab04") && c && c->hint_family != AF_UNSPEC &&
           tell(f, s, c,
                "getaddrinfo() was asked for addresses of one family alone "
                "(ai_family %lld): the others are never found.",
                (long long)c->hint_family);
}

static bool looks_up_other_type(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    return is_lab(e, "lab04") && c && c->hint_type != SOCK_STREAM &&
           tell(f, s, c,
                "getaddrinfo() was not asked for SOCK_STREAM alone "
                "(ai_socktype %lld): it answers with each type of socket.",
                (long long)c->hint_type);
}

static bool looks_up_nothing(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    if (!is_lab(e, "lab04") || s->is_server || s->calls.count == 0 ||
        strstr(s->command, " localhost ") == NULL || (c && c->result == 0) ||
        (!c && last_call(s, SPY_CONNECT)))
        return false;
    return tell(f, s, c, "\"localhost\" is a name, and it was %s.",
                c ? "taken for the digits of an address"
                  : "not given to getaddrinfo()");
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
    if (c && c->result == 0)
        return false;
    return (zero || (shown && port == asked_port(s)) ||
            !failed_at(e, s, PRINTS)) &&
           tell(f, s, bind,
                "The port that it shows is the one that was asked for: the "
                "kernel was never asked which one it gave.");
}

const struct mistake mistakes_setup[] = {
    {
        .name = "port-not-swapped",
        .weight = CERTAIN,
        .sign = swaps_port,
        .question = "What does htons() do?",
        .where = "2.2 3.1 5.1 4.2",
    },
    {
        .name = "port-shown-swapped",
        .weight = CERTAIN,
        .sign = shows_swapped,
        .question = "In which order does the kernel hand a port over?",
        .where = "2.4 3.1 5.2",
    },
    {
        .name = "port-shown-swapped",
        .weight = CERTAIN,
        .sign = says_swapped,
        .question = "In which order does the kernel hand a port over?",
        .where = "2.4",
    },
    {
        .name = "address-not-swapped",
        .weight = CERTAIN,
        .sign = swaps_address,
        .question = "What does htonl() do?",
        .where = "2.2 5.1",
    },
    {
        .name = "address-none",
        .weight = CERTAIN,
        .sign = misreads_address,
        .question = "Which function says whether it has understood the text?",
        .where = "2.2 4.1",
    },
    {
        .name = "wildcard-address",
        .weight = CERTAIN,
        .sign = is_wildcard,
        .question = "Which constant is the loopback address?",
        .where = "2.2 5.1",
    },
    {
        .name = "other-port",
        .weight = CERTAIN,
        .sign = takes_other_port,
        .question = "Where does the port come from?",
        .where = "2.2 5.1 4.1",
    },
    {
        .name = "wrong-argument-type",
        .weight = CERTAIN,
        .sign = gives_no_address,
        .question = "Is a & missing?",
        .where = "1.2 2.2 5.2",
    },
    {
        .name = "listens-too-early",
        .weight = CERTAIN,
        .sign = listens_too_early,
        .question = "Which call makes it listen, and is it wanted here?",
        .where = "1.2",
    },
    {
        .name = "accept-too-early",
        .weight = CERTAIN,
        .sign = accepts_too_early,
        .question = "Who completes the handshake?",
        .where = "2.4",
    },
    {
        .name = "peer-asked",
        .weight = CERTAIN,
        .sign = asks_for_peer,
        .question = "Whose address do you want?",
        .where = "1.2 2.4",
    },
    {
        .name = "listen-on-datagrams",
        .weight = CERTAIN,
        .sign = listens_for_datagrams,
        .question = "What is there to wait for, if nothing is connected?",
        .where = "2.1 5.1",
    },
    {
        .name = "port-shared",
        .weight = CERTAIN,
        .sign = shares_port,
        .question = "What does it allow that is not wanted?",
        .where = "2.2 5.1",
    },
    {
        .name = "bind-late",
        .weight = CERTAIN,
        .sign = binds_after_listen,
        .question = "In which order do they come?",
        .where = "2.2",
    },
    {
        .name = "wrong-socket",
        .weight = CERTAIN,
        .sign = listens_elsewhere,
        .question = "How many sockets does a listener need?",
        .where = "2.3",
    },
    {
        .name = "bind-ignored",
        .weight = CERTAIN,
        .sign = ignores_failure,
        .question = "What does the result of each call tell you?",
        .where = "2.2 5.1",
    },
    {
        .name = "bind-missing",
        .weight = CERTAIN,
        .sign = forgets_bind,
        .question = "Which call gives a socket its own address?",
        .where = "2.2 5.1",
    },
    {
        .name = "listen-missing",
        .weight = CERTAIN,
        .sign = forgets_listen,
        .question = "Which call makes a bound socket a listener?",
        .where = "2.3",
    },
    {
        .name = "result-ignored",
        .weight = CERTAIN,
        .sign = ignores_option,
        .question = "What does its result say?",
        .where = "2.2",
    },
    {
        .name = "reuse-late",
        .weight = CERTAIN,
        .sign = sets_reuse_late,
        .question = "Which call looks at the option?",
        .where = "2.2",
    },
    {
        .name = "reuse-missing",
        .weight = CERTAIN,
        .sign = forgets_reuse,
        .question = "On which socket, and before which call, must it be set?",
        .where = "2.2",
    },
    {
        .name = "length-in",
        .weight = CERTAIN,
        .sign = gives_no_length,
        .question = "Who has to set it, and before which call?",
        .where = "1.2 2.4 3.1 5.2",
    },
    {
        .name = "wrong-length",
        .weight = CERTAIN,
        .sign = has_wrong_length,
        .question = "Is it the size of the structure, or of a pointer?",
        .where = "2.2 5.1 4.2",
    },
    {
        .name = "wrong-type",
        .weight = CLEAR,
        .sign = has_wrong_type,
        .question = "Which type carries a stream, and which one datagrams?",
        .where = "1.1 2.1 4.2 5.1 5.4",
    },
    {
        .name = "wrong-family",
        .weight = CLEAR,
        .sign = has_wrong_family,
        .question = "Do sin_family and the first argument of socket() agree?",
        .where = "2.2 4.2 5.1",
    },
    {
        .name = "wrong-triple",
        .weight = CLEAR,
        .sign = lacks_type,
        .question = "In which order do the three arguments come?",
        .where = "1.1 2.1 4.2 5.1 5.4",
    },
    {
        .name = "wrong-option",
        .weight = CLEAR,
        .sign = sets_wrong_option,
        .question = "At which level is the option, and what is its value?",
        .where = "2.2",
    },
    {
        .name = "peer-not-asked",
        .weight = CERTAIN,
        .sign = asks_nobody,
        .question = "Which arguments of accept() are for that?",
        .where = "3.1",
    },
    {
        .name = "own-end-shown",
        .weight = CERTAIN,
        .sign = shows_own_end,
        .question = "Which call tells who is calling?",
        .where = "3.1",
    },
    {
        .name = "wrong-family",
        .weight = CERTAIN,
        .sign = looks_up_one_family,
        .question = "Which value of ai_family leaves it open?",
        .where = "4.1",
    },
    {
        .name = "wrong-type",
        .weight = CERTAIN,
        .sign = looks_up_other_type,
        .question = "What does ai_socktype keep out?",
        .where = "4.1",
    },
    {
        .name = "name-not-looked-up",
        .weight = CLEAR,
        .sign = looks_up_nothing,
        .question = "Which call turns a name into addresses?",
        .where = "4.1",
    },
    {
        .name = "wrong-triple",
        .weight = CERTAIN,
        .sign = tries_other_triple,
        .question = "Which variables does the loop hand you?",
        .where = "1.4",
    },
    {
        .name = "wrong-option",
        .weight = CLEAR,
        .sign = asks_wrong_option,
        .question = "Which option goes with which variable, at which level?",
        .where = "1.2",
    },
    {
        .name = "backlog",
        .weight = LIKELY,
        .sign = has_other_backlog,
        .question = "What is that number for?",
        .where = "2.3",
    },
    {
        .name = "asked-port-printed",
        .weight = CLEAR,
        .sign = says_another_port,
        .question = "Which call tells a socket's own address, and into what?",
        .where = "2.4",
    },
    {
        .name = "asked-port-printed",
        .weight = LIKELY,
        .sign = shows_asked_port,
        .question = "Which call tells a socket's own address, and when?",
        .where = "2.4",
    },
    {0},
};
