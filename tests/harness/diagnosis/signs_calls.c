/* signs_calls.c - questions about the calls of a program: signs.h. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "signs.h"

/* --- what a call is ------------------------------------------------------- */

bool receives(const struct spy_call *c)
{
    return c->name == SPY_RECV || c->name == SPY_RECVFROM;
}

bool sends(const struct spy_call *c)
{
    return c->name == SPY_SEND || c->name == SPY_SENDTO;
}

bool names_address(const struct spy_call *c)
{
    return c->name == SPY_BIND || c->name == SPY_CONNECT ||
           c->name == SPY_SENDTO;
}

bool selects(const struct spy_call *c)
{
    return c->name == SPY_SELECT || c->name == SPY_POLL;
}

bool in_set(int64_t set, int fd)
{
    return fd >= 0 && fd < 64 && ((uint64_t)set >> fd & 1);
}

long took_ms(const struct spy_call *c)
{
    return (long)((c->ended - c->began) / 1000000);
}

/* --- finding one ---------------------------------------------------------- */

const struct spy_call *next_call(const struct subject *s,
                                 const struct spy_call *after,
                                 enum spy_name name)
{
    return calls_next(&s->calls, after, name);
}

const struct spy_call *last_call(const struct subject *s, enum spy_name name)
{
    return calls_last(&s->calls, name);
}

const struct spy_call *next_on(const struct subject *s,
                               const struct spy_call *after)
{
    const struct spy_call *c = after;
    while ((c = calls_next(&s->calls, c, SPY_NONE)))
        if (c->fd == after->fd && c->pid == after->pid)
            return c;
    return NULL;
}

static bool makes(const struct spy_call *c, int fd)
{
    return (c->name == SPY_SOCKET || c->name == SPY_ACCEPT ||
            c->name == SPY_DUP) &&
           c->result == fd;
}

const struct spy_call *end_before(const struct subject *s,
                                  const struct spy_call *c)
{
    return c == &s->calls.now ? s->calls.of + s->calls.count : c;
}

const struct spy_call *maker_of(const struct subject *s,
                                const struct spy_call *c)
{
    const struct spy_call *maker = NULL;
    const struct spy_call *end = end_before(s, c);
    for (const struct spy_call *at = s->calls.of; at && at < end; at++) {
        if (makes(at, c->fd))
            maker = at;
        if (at->name == SPY_CLOSE && at->fd == c->fd && at->result == 0 &&
            at->pid == c->pid)
            maker = NULL;
    }
    return maker;
}

const struct spy_call *waits_in(const struct subject *s)
{
    enum { A_WHILE = 20000000 }; /* ns: a call this long blocks */
    const struct spy_call *c = &s->calls.now;
    return c->times > 0 && s->status == -1 && s->looked - c->began > A_WHILE
               ? c
               : NULL;
}

const struct spy_call *call_before(const struct subject *s,
                                   const struct spy_call *c, enum spy_name name)
{
    const struct spy_call *maker = maker_of(s, c), *found = NULL;
    const struct spy_call *end = end_before(s, c);
    for (const struct spy_call *at = maker; at && at < end; at++)
        if (at->name == name && at->fd == c->fd)
            found = at;
    return found;
}

const struct spy_call *last_sending(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (sends(c))
            last = c;
    return last;
}

const struct spy_call *last_waiting(const struct subject *s)
{
    const struct spy_call *last = waits_in(s);
    if (last && selects(last))
        return last;
    last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if (selects(c))
            last = c;
    return last;
}

/* --- how it failed -------------------------------------------------------- */

const char *error_name(int error)
{
    const char *name = strerrorname_np(error);
    return name ? name : "an unknown error";
}

const char *error_of(const struct spy_call *c)
{
    if (c->name != SPY_LOOKUP)
        return error_name(c->error);
    return c->lookup_error == EAI_NONAME    ? "EAI_NONAME"
           : c->lookup_error == EAI_AGAIN   ? "EAI_AGAIN"
           : c->lookup_error == EAI_SERVICE ? "EAI_SERVICE"
                                            : "its own code";
}

int failure_of(const struct spy_call *c)
{
    if (c->name == SPY_GETSOCKOPT && c->result == 0 && c->option == SO_ERROR &&
        c->level == SOL_SOCKET)
        return (int)c->value;
    bool later =
        c->error == EINTR || c->error == EAGAIN || c->error == EINPROGRESS;
    return c->result == -1 && !later ? c->error : 0;
}

const char *failed_name(const struct spy_call *c)
{
    return c->name == SPY_GETSOCKOPT ? "connect" : call_name(c);
}

bool is_refused(const struct spy_call *c)
{
    return c->result == -1 && c->error != EINTR && c->error != EAGAIN &&
           c->error != EINPROGRESS;
}

const struct spy_call *last_failure(const struct subject *s)
{
    const struct spy_call *last = NULL;
    for (const struct spy_call *c = NULL; (c = next_call(s, c, SPY_NONE));)
        if ((failure_of(c) || (c->name == SPY_LOOKUP && c->result == -1)) &&
            c->name != SPY_CLOSE)
            last = c;
    return last;
}

const char *failure_text(const struct spy_call *c)
{
    static char text[96];
    snprintf(text, sizeof text, "%s() failed (%s)", failed_name(c),
             c->name == SPY_LOOKUP ? error_of(c) : error_name(failure_of(c)));
    return text;
}
