/* tracer_calls.c - the calls that are noted, and rows of those that make and
 * end sockets. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "note.h"
#include "tracer.h"
#include "tracer_inside.h"

/* Put the address into the row, if it is one that we know. */
void call_note_address(struct thread *t, struct call *c, uint64_t from,
                       int64_t len)
{
    struct {
        uint16_t family, port;
        uint32_t ip;
    } in = {0};
    if (len < (int64_t)sizeof in || !memory_read(t, from, &in, sizeof in))
        return;
    c->row.family = in.family;
    c->row.port = in.port;
    c->row.ip = in.ip;
}

int32_t call_length(struct thread *t, uint64_t from)
{
    int32_t length;
    return memory_read(t, from, &length, sizeof length) ? length : -1;
}

/* --- making sockets ------------------------------------------------------- */

static void begin_socket(struct thread *t)
{
    struct call *c = &t->now;
    c->row.domain = (int)c->arg[0];
    c->row.type = (int)c->arg[1] & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    c->row.protocol = (int)c->arg[2];
}

static void begin_bind(struct thread *t)
{
    struct call *c = &t->now;
    c->row.fd = (int)c->arg[0];
    c->row.length_in = (int32_t)c->arg[2];
}

static void end_bind(struct thread *t, struct call *c, int64_t result)
{
    if (result == 0 || (c->row.error != EFAULT && c->row.error != EINVAL))
        call_note_address(t, c, c->arg[1], (int32_t)c->arg[2]);
}

static void begin_connect(struct thread *t)
{
    begin_bind(t);
    call_note_address(t, &t->now, t->now.arg[1], (int32_t)t->now.arg[2]);
}

static void begin_listen(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
    t->now.row.backlog = (int)t->now.arg[1];
}

/* accept(), getsockname(), getpeername() */
static void begin_asked(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
    t->now.row.length_in = call_length(t, t->now.arg[2]);
}

static void end_asked(struct thread *t, struct call *c, int64_t result)
{
    c->row.length_out = call_length(t, c->arg[2]);
    if (result != -1 && c->row.length_in > 0 && c->row.name != SPY_GETPEERNAME)
        call_note_address(t, c, c->arg[1], c->row.length_out);
}

/* --- the end of a socket, and copies of it -------------------------------- */

static void begin_shutdown(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
    t->now.row.how = (int)t->now.arg[1];
}

static void begin_fd(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
}

#ifdef SYS_dup2
static void begin_dup2(struct thread *t)
{
    t->now.row.fd = (int)t->now.arg[0];
    t->now.row.target = (int)t->now.arg[1];
}
#else
#define begin_dup2 begin_fd
#endif

/* --- processes ------------------------------------------------------------ */

#ifdef SYS_fork
static void begin_fork(struct thread *t)
{
    (void)t;
}
#endif

/* A thread, or what posix_spawn() makes, is no fork(). */
static void begin_clone(struct thread *t)
{
    unsigned long flags = t->now.arg[0];
    if (flags & CLONE_VM || (flags & 0xff) != SIGCHLD)
        t->now.kind = NULL;
}

/* --- the list ------------------------------------------------------------- */

static const struct traced calls[] = {
    {SYS_socket, SPY_SOCKET, CALL_NOTED, false, begin_socket, NULL},
    {SYS_bind, SPY_BIND, CALL_NOTED, false, begin_bind, end_bind},
    {SYS_listen, SPY_LISTEN, CALL_NOTED, false, begin_listen, NULL},
    {SYS_accept, SPY_ACCEPT, CALL_NOTED, false, begin_asked, end_asked},
    {SYS_accept4, SPY_ACCEPT, CALL_NOTED, false, begin_asked, end_asked},
    {SYS_connect, SPY_CONNECT, CALL_NOTED, false, begin_connect, NULL},
    {SYS_shutdown, SPY_SHUTDOWN, CALL_NOTED, false, begin_shutdown, NULL},
    {SYS_close, SPY_CLOSE, CALL_NOTED, true, begin_fd, NULL},
    {SYS_getsockname, SPY_GETSOCKNAME, CALL_NOTED, false, begin_asked,
     end_asked},
    {SYS_getpeername, SPY_GETPEERNAME, CALL_NOTED, false, begin_asked,
     end_asked},
    {SYS_dup, SPY_DUP, CALL_NOTED, false, begin_fd, NULL},
    {SYS_dup3, SPY_DUP, CALL_NOTED, false, begin_dup2, NULL},
#ifdef SYS_dup2
    {SYS_dup2, SPY_DUP, CALL_NOTED, false, begin_dup2, NULL},
#endif
#ifdef SYS_fork
    {SYS_fork, SPY_FORK, CALL_NOTED, false, begin_fork, NULL},
#endif
    {SYS_clone, SPY_FORK, CALL_CLONE, false, begin_clone, NULL},
    {SYS_rt_sigreturn, SPY_NONE, CALL_RETURN, false, NULL, NULL},
    {SYS_restart_syscall, SPY_NONE, CALL_RESTART, false, NULL, NULL},
    {SYS_ptrace, SPY_NONE, CALL_LEAKS, false, NULL, NULL},
    {SYS_wait4, SPY_NONE, CALL_LEAKS, false, NULL, NULL},
    {-1, SPY_NONE, CALL_NOTED, false, NULL, NULL},
};

/* The last is of calls that are made all the time, and seldom asked for. */
enum { LISTS = 5 };
static const struct traced *const lists[LISTS] = {
    calls, calls_of_bytes, calls_of_waits, calls_of_options, calls_of_resolver};

const struct traced *call_of(long number)
{
    for (int i = 0; i < LISTS; i++)
        for (const struct traced *c = lists[i]; c->number != -1; c++)
            if (c->number == number)
                return c;
    return NULL;
}

const long *tracer_numbers(int *count)
{
    enum { MOST = 64 };
    static long numbers[MOST];
    int wanted = *tracer_log->etc ? LISTS : LISTS - 1;
    *count = 0;
    numbers[(*count)++] = NOTE_CALL;
    for (int i = 0; i < wanted; i++)
        for (const struct traced *c = lists[i]; c->number != -1; c++)
            numbers[(*count)++] = c->number;
    return numbers;
}
