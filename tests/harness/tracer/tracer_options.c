/* tracer_options.c - rows of calls that set something, or ask for it. */
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include "tracer_inside.h"

static void begin_option(struct thread *t)
{
    struct call *c = &t->now;
    c->row.fd = (int)c->arg[0];
    c->row.level = (int)c->arg[1];
    c->row.option = (int)c->arg[2];
    if (c->row.name == SPY_SETSOCKOPT)
        c->row.value_length = (int64_t)(uint32_t)c->arg[4];
    else
        c->row.length_in = call_length(t, c->arg[4]);
}

static int first_number(struct thread *t, struct call *c, int64_t length)
{
    int first;
    bool known = length >= (int64_t)sizeof first &&
                 memory_read(t, c->arg[3], &first, sizeof first);
    return known ? first : 0;
}

static void end_setsockopt(struct thread *t, struct call *c, int64_t result)
{
    struct timeval time;
    struct spy_call *row = &c->row;
    if (result != 0)
        return;
    row->value = first_number(t, c, row->value_length);
    bool is_time = row->level == SOL_SOCKET &&
                   row->value_length == sizeof time &&
                   (row->option == SO_RCVTIMEO || row->option == SO_SNDTIMEO);
    if (is_time && memory_read(t, c->arg[3], &time, sizeof time))
        row->value = time.tv_sec * 1000 + time.tv_usec / 1000;
}

static void end_getsockopt(struct thread *t, struct call *c, int64_t result)
{
    c->row.length_out = call_length(t, c->arg[4]);
    if (result == 0)
        c->row.value = first_number(t, c, c->row.length_out);
}

static void begin_fcntl(struct thread *t)
{
    struct call *c = &t->now;
    c->row.fd = (int)c->arg[0];
    c->row.command = (int)c->arg[1];
    c->row.argument = c->row.command == F_SETFL ? (int)c->arg[2] : 0;
}

const struct traced calls_of_options[] = {
    {SYS_setsockopt, SPY_SETSOCKOPT, CALL_NOTED, false, begin_option,
     end_setsockopt},
    {SYS_getsockopt, SPY_GETSOCKOPT, CALL_NOTED, false, begin_option,
     end_getsockopt},
    {SYS_fcntl, SPY_FCNTL, CALL_NOTED, false, begin_fcntl, NULL},
    {-1, SPY_NONE, CALL_NOTED, false, NULL, NULL},
};
