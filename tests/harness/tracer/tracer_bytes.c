/* tracer_bytes.c - rows of calls that move bytes. On sockets read() counts as
 * recv(), write() as send(), and so do the calls that take several parts. */
#include <limits.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "tracer_inside.h"

/* Begin a row for bytes, on whatever fd is. */
static bool of_bytes(struct thread *t, uint64_t buffer, uint64_t length)
{
    struct spy_call *row = &t->now.row;
    row->fd = (int)t->now.arg[0];
    int type = memory_socket_type(t, row->fd);
    row->buffer = (int64_t)buffer;
    row->length = (int64_t)length;
    row->is_datagram = type == SOCK_DGRAM;
    return type != -1;
}

/* Keep the first bytes: no more than there are, and than there is room for. A
 * result may be more than both, with MSG_TRUNC. */
static void end_bytes(struct thread *t, struct call *c, int64_t result)
{
    struct spy_call *row = &c->row;
    int64_t most = sizeof row->head;
    if (most > row->length)
        most = row->length;
    if (most > result)
        most = result;
    if (most > 0)
        memory_read(t, (uint64_t)row->buffer, row->head, (size_t)most);
}

static void begin_read(struct thread *t)
{
    if (!of_bytes(t, t->now.arg[1], t->now.arg[2]))
        t->now.row.name = SPY_READ;
}

static void begin_write(struct thread *t)
{
    if (!of_bytes(t, t->now.arg[1], t->now.arg[2]))
        t->now.row.name = SPY_WRITE;
}

/* What libc makes of send(), too. */
static void begin_sendto(struct thread *t)
{
    struct call *c = &t->now;
    of_bytes(t, c->arg[1], c->arg[2]);
    c->row.flags = (int)c->arg[3];
    if (c->arg[4] == 0)
        return;
    c->row.name = SPY_SENDTO;
    c->row.length_in = (int32_t)c->arg[5];
    call_note_address(t, c, c->arg[4], (int32_t)c->arg[5]);
}

/* What libc makes of recv(), too. */
static void begin_recvfrom(struct thread *t)
{
    struct call *c = &t->now;
    of_bytes(t, c->arg[1], c->arg[2]);
    c->row.flags = (int)c->arg[3];
    if (c->arg[4] == 0 && c->arg[5] == 0)
        return;
    c->row.name = SPY_RECVFROM;
    c->row.length_in = call_length(t, c->arg[5]);
}

static void end_recvfrom(struct thread *t, struct call *c, int64_t result)
{
    if (c->row.name == SPY_RECVFROM) {
        c->row.length_out = call_length(t, c->arg[5]);
        if (result != -1 && c->row.length_in > 0)
            call_note_address(t, c, c->arg[4], c->row.length_out);
    }
    end_bytes(t, c, result);
}

/* --- several parts -------------------------------------------------------- */

enum { PARTS = 64 };

/* Where the first part lies, and how much all of them are. */
static uint64_t sum(struct thread *t, uint64_t from, uint64_t count,
                    uint64_t *first)
{
    struct iovec parts[PARTS];
    uint64_t total = 0;
    *first = 0;
    if (count > PARTS)
        count = PARTS;
    if (count == 0 || !memory_read(t, from, parts, count * sizeof *parts))
        return 0;
    *first = (uint64_t)(uintptr_t)parts[0].iov_base;
    for (uint64_t i = 0; i < count; i++)
        total += parts[i].iov_len;
    return total;
}

static void begin_readv(struct thread *t)
{
    uint64_t first, total = sum(t, t->now.arg[1], t->now.arg[2], &first);
    if (!of_bytes(t, first, total))
        t->now.row.name = SPY_READ;
}

static void begin_writev(struct thread *t)
{
    uint64_t first, total = sum(t, t->now.arg[1], t->now.arg[2], &first);
    if (!of_bytes(t, first, total))
        t->now.row.name = SPY_WRITE;
}

static bool begin_message(struct thread *t, struct msghdr *m)
{
    uint64_t first, total;
    memset(m, 0, sizeof *m);
    bool known = memory_read(t, t->now.arg[1], m, sizeof *m);
    total = sum(t, (uint64_t)(uintptr_t)m->msg_iov, m->msg_iovlen, &first);
    of_bytes(t, first, total);
    t->now.row.flags = (int)t->now.arg[2];
    return known && m->msg_name;
}

static void begin_sendmsg(struct thread *t)
{
    struct msghdr m;
    if (!begin_message(t, &m))
        return;
    t->now.row.name = SPY_SENDTO;
    call_note_address(t, &t->now, (uint64_t)(uintptr_t)m.msg_name,
                      m.msg_namelen);
}

static void begin_recvmsg(struct thread *t)
{
    struct msghdr m;
    bool is_named = begin_message(t, &m);
    t->now.row.length_in = (int32_t)m.msg_namelen;
    if (is_named)
        t->now.row.name = SPY_RECVFROM;
}

static void end_recvmsg(struct thread *t, struct call *c, int64_t result)
{
    struct msghdr m;
    end_bytes(t, c, result);
    if (result != -1 && c->row.name == SPY_RECVFROM &&
        memory_read(t, c->arg[1], &m, sizeof m))
        call_note_address(t, c, (uint64_t)(uintptr_t)m.msg_name, m.msg_namelen);
}

const struct traced calls_of_bytes[] = {
    {SYS_read, SPY_RECV, CALL_NOTED, true, begin_read, end_bytes},
    {SYS_write, SPY_SEND, CALL_NOTED, true, begin_write, end_bytes},
    {SYS_readv, SPY_RECV, CALL_NOTED, true, begin_readv, end_bytes},
    {SYS_writev, SPY_SEND, CALL_NOTED, true, begin_writev, end_bytes},
    {SYS_sendto, SPY_SEND, CALL_NOTED, false, begin_sendto, end_bytes},
    {SYS_recvfrom, SPY_RECV, CALL_NOTED, false, begin_recvfrom, end_recvfrom},
    {SYS_sendmsg, SPY_SEND, CALL_NOTED, false, begin_sendmsg, end_bytes},
    {SYS_recvmsg, SPY_RECV, CALL_NOTED, false, begin_recvmsg, end_recvmsg},
    {-1, SPY_NONE, CALL_NOTED, false, NULL, NULL},
};
