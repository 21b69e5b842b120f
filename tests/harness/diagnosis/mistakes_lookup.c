/* mistakes_lookup.c - from a name to addresses: getaddrinfo(). */
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

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

/* Of the hints some members were never set. */
static bool hints_at_random(const struct evidence *e, const struct subject *s,
                            struct finding *f)
{
    const struct spy_call *c = last_call(s, SPY_LOOKUP);
    bool refused =
        c && c->result == -1 &&
        (c->lookup_error == EAI_BADFLAGS || c->lookup_error == EAI_FAMILY ||
         c->lookup_error == EAI_SOCKTYPE);
    if (refused)
        return tell(f, s, c,
                    "getaddrinfo() did not take its hints (%s): ai_flags is "
                    "%#llx, ai_family %lld, ai_socktype %lld.",
                    gai_strerror((int)c->lookup_error),
                    (long long)c->hint_flags & 0xffffffff,
                    (long long)c->hint_family, (long long)c->hint_type);
    return is_lab(e, "lab04") && !s->is_server &&
           says(s, gai_strerror(EAI_BADFLAGS)) &&
           tell(f, s, NULL,
                "getaddrinfo() did not take its hints (%s): their member "
                "ai_flags has bits that mean nothing.",
                gai_strerror(EAI_BADFLAGS));
}

const struct mistake mistakes_lookup[] = {
    {
        .name = "hints-not-set",
        .weight = CERTAIN,
        .sign = hints_at_random,
        .question = "What stands in the members that you have not set?",
        .where = {{4, 1}},
    },
    {
        .name = "wrong-family",
        .weight = CERTAIN,
        .sign = looks_up_one_family,
        .question = "Which value of ai_family leaves it open?",
        .where = {{4, 1}},
    },
    {
        .name = "wrong-type",
        .weight = CERTAIN,
        .sign = looks_up_other_type,
        .question = "What does ai_socktype keep out?",
        .where = {{4, 1}},
    },
    {
        .name = "name-not-looked-up",
        .weight = CLEAR,
        .sign = looks_up_nothing,
        .question = "Which call turns a name into addresses?",
        .where = {{4, 1}},
    },
    {0},
};
