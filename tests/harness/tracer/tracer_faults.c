/* tracer_faults.c - the plan of what is to go wrong: spy/fault.h.
 *
 * A limit holds for every call. An error comes once, in whichever process makes
 * that call first, and then the call was not made at all. */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tracer_inside.h"

/* Has fault i come already? From now on it has. Those who wait for a connection
 * meet an error of select() apart from those who wait to hear. */
static bool has_come(int i, bool connecting)
{
    uint32_t bit = 1u << (connecting ? i + FAULTS_MOST : i);
    bool come = tracer_log->faults_done & bit;
    tracer_log->faults_done |= bit;
    return come;
}

/* Calls that do the same for a program fail the same way. */
static enum spy_name kind_of(enum spy_name name)
{
    return name == SPY_RECVFROM                    ? SPY_RECV
           : name == SPY_SENDTO                    ? SPY_SEND
           : name == SPY_POLL || name == SPY_EPOLL ? SPY_SELECT
                                                   : name;
}

static bool is_connecting(const struct spy_call *row)
{
    return (row->name == SPY_SELECT || row->name == SPY_POLL) &&
           row->set_in == 0;
}

/* --- a connection that has gone ------------------------------------------- */

static bool resets(void)
{
    int knock = (int)++tracer_log->knocks;
    for (int i = 0; i < tracer_log->plan.count; i++)
        if (tracer_log->plan.of[i].kind == FAULT_RESET &&
            tracer_log->plan.of[i].nth == knock)
            return !has_come(i, false);
    return false;
}

/* One is there, and is to be gone before it is accepted, as BSD does. */
static void reset_one(struct thread *t)
{
    int listener = memory_take_descriptor(t, t->now.row.fd);
    struct pollfd waiting = {.fd = listener, .events = POLLIN};
    if (listener == -1)
        return;
    if (poll(&waiting, 1, 0) == 1 && resets())
        close(accept4(listener, NULL, NULL, SOCK_CLOEXEC));
    close(listener);
}

/* --- errors --------------------------------------------------------------- */

/* Where stdio cannot write, it loses the bytes, and where it cannot read, half
 * a line: no program could mend that, so it is not asked to. */
static bool is_beyond_help(const struct call *c, int error)
{
    return c->by_library &&
           (c->row.name == SPY_SEND || c->row.name == SPY_RECV) &&
           (error == EINTR || error == EAGAIN);
}

int fault_error_of(struct thread *t)
{
    const struct faults *plan = &tracer_log->plan;
    const struct spy_call *row = &t->now.row;
    if (plan->count && row->name == SPY_ACCEPT)
        reset_one(t);
    for (int i = 0; i < plan->count; i++)
        if (plan->of[i].kind == FAULT_ERROR &&
            kind_of(plan->of[i].call) == kind_of(row->name) &&
            !is_beyond_help(&t->now, plan->of[i].error) &&
            !has_come(i, is_connecting(row)))
            return plan->of[i].error;
    return 0;
}

/* --- less to move --------------------------------------------------------- */

/* How many bytes this call may take; a datagram is taken whole. */
static uint64_t most_of(const struct spy_call *row)
{
    const struct faults *plan = &tracer_log->plan;
    for (int i = 0; i < plan->count && !row->is_datagram; i++)
        if (plan->of[i].kind == FAULT_LESS && plan->of[i].call == row->name) {
            has_come(i, false);
            return (uint64_t)plan->of[i].bytes;
        }
    return UINT64_MAX;
}

/* A word of the program's memory, for the time of a call. */
static bool change(struct thread *t, uint64_t at, uint64_t *was, uint64_t word)
{
    return memory_read(t, at, was, sizeof *was) &&
           memory_write_word(t, at, word);
}

/* The first `most` bytes of these parts: of the last one that is needed a part.
 * Returns how many are needed. */
static uint64_t cut(struct thread *t, struct call *c, uint64_t from,
                    uint64_t count, uint64_t most)
{
    struct iovec part;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = from + i * sizeof part;
        if (!memory_read(t, at, &part, sizeof part))
            return count;
        if (part.iov_len >= most) {
            c->part = at + offsetof(struct iovec, iov_len);
            if (!change(t, c->part, &c->part_was, most))
                c->part = 0;
            return i + 1;
        }
        most -= part.iov_len;
    }
    return count;
}

static void cut_message(struct thread *t, struct call *c, uint64_t most)
{
    struct msghdr m;
    if (!memory_read(t, c->arg[1], &m, sizeof m))
        return;
    uint64_t few =
        cut(t, c, (uint64_t)(uintptr_t)m.msg_iov, m.msg_iovlen, most);
    c->count = c->arg[1] + offsetof(struct msghdr, msg_iovlen);
    if (!change(t, c->count, &c->count_was, few))
        c->count = 0;
}

void fault_shorten(struct thread *t)
{
    struct call *c = &t->now;
    uint64_t most = most_of(&c->row);
    if (most >= (uint64_t)c->row.length)
        return;
    long number = c->kind->number;
    uint64_t value = most;
    if (number == SYS_sendmsg || number == SYS_recvmsg) {
        cut_message(t, c, most);
        return;
    }
    if (number == SYS_writev || number == SYS_readv)
        value = cut(t, c, c->arg[1], c->arg[2], most);
    if (machine_set_argument(t->tid, 2, value))
        c->restore = 2;
}

void fault_after(struct thread *t, struct call *c)
{
    if (c->restore != -1)
        machine_set_argument(t->tid, c->restore, c->arg[c->restore]);
    if (c->part)
        memory_write_word(t, c->part, c->part_was);
    if (c->count)
        memory_write_word(t, c->count, c->count_was);
    c->restore = -1;
    c->part = c->count = 0;
}
