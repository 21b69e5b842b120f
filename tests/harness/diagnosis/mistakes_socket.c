/* mistakes_socket.c - the arguments of socket(); the length of an address. */
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

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

/* The numbers of "AF_INET SOCK_STREAM UDP", a line of lab 1, step 4. */
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
    return !is_lab(e, "lab01") && !has_fault(e, SPY_SOCKET, 0) && c &&
           c->result == -1 &&
           (c->error == EPROTONOSUPPORT || c->error == EINVAL ||
            c->error == ESOCKTNOSUPPORT || c->error == EAFNOSUPPORT) &&
           tell(f, s, c,
                "socket() failed (%s): family %lld, type %lld, protocol %lld "
                "name nothing that exists.",
                error_name(c->error), (long long)c->domain, (long long)c->type,
                (long long)c->protocol);
}

const struct mistake mistakes_socket[] = {
    {
        .name = "length-in",
        .weight = CERTAIN,
        .sign = gives_no_length,
        .question = "Who has to set it, and before which call?",
        .where = {{1, 2}, {2, 4}, {3, 1}, {5, 2}},
    },
    {
        .name = "wrong-length",
        .weight = CERTAIN,
        .sign = has_wrong_length,
        .question = "Is it the size of the structure, or of a pointer?",
        .where = {{2, 2}, {5, 1}, {4, 2}},
    },
    {
        .name = "wrong-type",
        .weight = CLEAR,
        .sign = has_wrong_type,
        .question = "Which type carries a stream, and which one datagrams?",
        .where = {{1, 1}, {2, 1}, {4, 2}, {5, 1}, {5, 4}},
    },
    {
        .name = "wrong-family",
        .weight = CLEAR,
        .sign = has_wrong_family,
        .question = "Do sin_family and the first argument of socket() agree?",
        .where = {{2, 2}, {4, 2}, {5, 1}},
    },
    {
        .name = "wrong-triple",
        .weight = CLEAR,
        .sign = lacks_type,
        .question = "In which order do the three arguments come?",
        .where = {{1, 1}, {2, 1}, {4, 2}, {5, 1}, {5, 4}},
    },
    {
        .name = "wrong-triple",
        .weight = CERTAIN,
        .undone = true,
        .sign = tries_other_triple,
        .question = "Which variables does the loop hand you?",
        .where = {{1, 4}},
    },
    {0},
};
