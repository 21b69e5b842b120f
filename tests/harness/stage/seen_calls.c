/* seen_calls.c - see seen_calls.h. */
#include "seen_calls.h"

#include <errno.h>
#include <stdio.h>

#include "calls.h"

unsigned seen_times(const struct program *p, enum spy_name name)
{
    struct calls all;
    calls_read(&all, p->calls, "");
    unsigned times = calls_sum(&all, name);
    calls_free(&all);
    return times;
}

struct spy_call seen_socket(const struct program *p)
{
    struct calls all;
    calls_read(&all, p->calls, "");
    const struct spy_call *c = calls_next(&all, NULL, SPY_SOCKET);
    struct spy_call first = c ? *c : (struct spy_call){0};
    calls_free(&all);
    return first;
}

/* Was it a socket, and has the process of c closed it? */
static bool was_closed(const struct calls *all, const struct spy_call *c)
{
    enum { NEVER, OPEN, CLOSED } is = NEVER;
    for (const struct spy_call *at = all->of; at < c; at++) {
        bool makes = at->name == SPY_SOCKET || at->name == SPY_ACCEPT;
        bool dup = at->name == SPY_DUP && is == CLOSED;
        if ((makes || dup) && at->result == c->fd)
            is = OPEN;
        else if (is == OPEN && at->name == SPY_CLOSE && at->fd == c->fd &&
                 at->pid == c->pid && at->result == 0)
            is = CLOSED;
    }
    return is == CLOSED;
}

bool seen_on_closed(const struct program *p, char *text, size_t size)
{
    struct calls all;
    bool found = false;
    calls_read(&all, p->calls, "");
    for (const struct spy_call *c = NULL;
         !found && (c = calls_next(&all, c, SPY_NONE));) {
        found = c->result == -1 && c->error == EBADF && c->fd >= 0 &&
                was_closed(&all, c);
        if (found)
            snprintf(text, size, "%s() on %d", call_name(c), c->fd);
    }
    calls_free(&all);
    return found;
}
