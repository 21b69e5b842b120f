/* mistakes_address.c - the address and the port that a call is given. */
#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>

#include "signs.h"

/* The first call that was given this IPv4 address. */
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

/* Another address than those that have names of their own. */
static bool takes_other_address(const struct evidence *e,
                                const struct subject *s, struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_BIND));) {
        const unsigned char *ip = (const unsigned char *)&c->ip;
        bool named = c->ip == 0 || c->ip == htonl(0xffffffff) ||
                     c->ip == htonl(INADDR_LOOPBACK) ||
                     c->ip == htonl(0x0100007f);
        if (c->family == AF_INET && s->is_server && !named)
            return tell(f, s, c,
                        "bind() was given the address %d.%d.%d.%d; asked for "
                        "was 127.0.0.1.",
                        ip[0], ip[1], ip[2], ip[3]);
    }
    return false;
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

/* The kernel says EFAULT: what was given is no memory of the program. */
static bool gives_no_address(const struct evidence *e, const struct subject *s,
                             struct finding *f)
{
    (void)e;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));) {
        if (c->result != -1 || c->error != EFAULT)
            continue;
        if (sends(c) || receives(c))
            return tell(f, s, c,
                        "%s() failed (EFAULT): the %lld bytes that begin at "
                        "the address that it got are not all the program's.",
                        call_name(c), (long long)c->length);
        return tell(f, s, c,
                    "%s() failed (EFAULT): where it expects an address in "
                    "memory it got something else.",
                    call_name(c));
    }
    return false;
}

const struct mistake mistakes_address[] = {
    {
        .name = "port-not-swapped",
        .weight = CERTAIN,
        .sign = swaps_port,
        .question = "What does htons() do?",
        .where = {{2, 2}, {3, 1}, {5, 1}, {4, 2}},
    },
    {
        .name = "address-not-swapped",
        .weight = CERTAIN,
        .sign = swaps_address,
        .question = "What does htonl() do?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "address-none",
        .weight = CERTAIN,
        .sign = misreads_address,
        .question = "Which function says whether it has understood the text?",
        .where = {{2, 2}, {4, 1}},
    },
    {
        .name = "wildcard-address",
        .weight = CERTAIN,
        .sign = is_wildcard,
        .question = "Which constant is the loopback address?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "other-address",
        .weight = CERTAIN,
        .sign = takes_other_address,
        .question = "Whose address is that?",
        .where = {{2, 2}, {5, 1}},
    },
    {
        .name = "other-port",
        .weight = CERTAIN,
        .sign = takes_other_port,
        .question = "Where does the port come from?",
        .where = {{2, 2}, {5, 1}, {4, 1}},
    },
    {
        .name = "wrong-argument-type",
        .weight = CERTAIN,
        .sign = gives_no_address,
        .question = "Is a & missing, or one too many?",
        .where = {{1, 2}, {2, 2}, {5, 2}},
    },
    {0},
};
