/* calls.c - see calls.h. */
#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

static const char *const names[SPY_CALLS] = {
    [SPY_NONE] = "?",
    [SPY_SOCKET] = "socket",
    [SPY_BIND] = "bind",
    [SPY_LISTEN] = "listen",
    [SPY_ACCEPT] = "accept",
    [SPY_CONNECT] = "connect",
    [SPY_SEND] = "send",
    [SPY_RECV] = "recv",
    [SPY_SENDTO] = "sendto",
    [SPY_RECVFROM] = "recvfrom",
    [SPY_READ] = "read",
    [SPY_WRITE] = "write",
    [SPY_SHUTDOWN] = "shutdown",
    [SPY_CLOSE] = "close",
    [SPY_SELECT] = "select",
    [SPY_POLL] = "poll",
    [SPY_SETSOCKOPT] = "setsockopt",
    [SPY_GETSOCKOPT] = "getsockopt",
    [SPY_GETSOCKNAME] = "getsockname",
    [SPY_GETPEERNAME] = "getpeername",
    [SPY_FCNTL] = "fcntl",
    [SPY_DUP] = "dup",
    [SPY_FORK] = "fork",
    [SPY_EPOLL] = "epoll_wait",
    [SPY_LOOKUP] = "getaddrinfo",
};

const char *call_name(const struct spy_call *call)
{
    return names[call->name < SPY_CALLS ? call->name : SPY_NONE];
}

/* --- reading -------------------------------------------------------------- */

static void take(struct calls *c, const struct spy_call *row)
{
    if (row->times > 0 && row->name < SPY_CALLS)
        c->of[c->count++] = *row;
}

/* Copy the stacks, for calls_resolve(). A program may have written into its
 * log: we check each number in it. */
static void take_stacks(struct calls *c, const struct stack_log *log)
{
    uint32_t count = log->count;
    if (count == 0 || count > STACKS)
        return;
    struct stack_log *own = c->stacks = must_malloc(sizeof *own);
    memcpy(own, log, offsetof(struct stack_log, stacks));
    memcpy(own->stacks, log->stacks, count * sizeof *own->stacks);
    own->count = count;
    own->paths[STACK_PATHS - 1] = '\0';
    if (own->module_count > STACK_MODULES)
        own->module_count = STACK_MODULES;
    if (own->image_count > STACK_IMAGES)
        own->image_count = STACK_IMAGES;
    for (uint32_t i = 0; i < count; i++)
        if (own->stacks[i].length > STACK_BYTES)
            own->stacks[i].length = STACK_BYTES;
}

void calls_read(struct calls *c, const struct spy_log *log, const char *program)
{
    *c = (struct calls){.program = program};
    if (log == NULL || log->size != sizeof *log)
        return; /* the program may have been built with another spy */
    uint32_t n = log->count, first = n < SPY_FIRST ? n : SPY_FIRST;
    uint32_t rest = n - first, ring = rest < SPY_RING ? rest : SPY_RING;
    c->base = log->base;
    c->now = log->actors[0].call;
    for (int i = 1; i < SPY_ACTORS; i++)
        if (log->actors[i].pid && log->actors[i].call.times)
            c->others[c->other_count++] = log->actors[i].call;
    take_stacks(c, &log->stacks);
    c->of = must_calloc(first + ring + 1, sizeof *c->of);
    for (uint32_t i = 0; i < first; i++)
        take(c, &log->rows[i]);
    for (uint32_t i = rest - ring; i < rest; i++)
        take(c, &log->rows[SPY_FIRST + i % SPY_RING]);
}

void calls_free(struct calls *c)
{
    free(c->of);
    free(c->places);
    free(c->stacks);
    *c = (struct calls){0};
}

/* --- looking -------------------------------------------------------------- */

const struct spy_call *calls_next(const struct calls *c,
                                  const struct spy_call *after,
                                  enum spy_name name)
{
    const struct spy_call *at = after ? after + 1 : c->of;
    for (; at && at < c->of + c->count; at++)
        if (name == SPY_NONE || at->name == name)
            return at;
    return NULL;
}

const struct spy_call *calls_last(const struct calls *c, enum spy_name name)
{
    for (int i = c->count; i-- > 0;)
        if (name == SPY_NONE || c->of[i].name == name)
            return &c->of[i];
    return NULL;
}

unsigned calls_sum(const struct calls *c, enum spy_name name)
{
    unsigned sum = 0;
    for (int i = 0; i < c->count; i++)
        sum += c->of[i].name == name ? c->of[i].times : 0;
    return sum;
}
