/* localhost.c - see localhost.h. */
#include "localhost.h"

#include <netdb.h>

#include "can_trace.h"
#include "jail.h"

static bool is_both(void)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    if (getaddrinfo("localhost", NULL, &hints, &found) != 0)
        return false;
    bool both = found->ai_family == AF_INET6 && found->ai_next &&
                found->ai_next->ai_family == AF_INET;
    freeaddrinfo(found);
    return both;
}

/* A jail has its own /etc/hosts, and not our files. */
bool localhost_has_both(struct program_options *options)
{
    if (is_both())
        return true;
    options->own_resolver = !options->windows && !options->untraced &&
                            !jail_is_closed() && can_trace();
    return options->own_resolver;
}

bool localhost_had_both(const struct program_options *options,
                        const struct program *p)
{
    return !options->own_resolver ||
           (p->calls && *p->calls->etc && p->report.trace_error == 0);
}
