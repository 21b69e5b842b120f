/* tracer_stops.c - a call begins, and ends: the two stops of a thread. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tracer_inside.h"
#include "tracer_stack.h"

/* As the kernel gives it; headers of C libraries have it in several ways. */
struct syscall_stop {
    uint8_t op, pad[3];
    uint32_t arch;
    uint64_t ip, sp;
    union {
        struct {
            uint64_t number, arg[6];
        } entry;
        struct {
            int64_t result;
            uint8_t is_error;
        } exit;
    };
};

/* What the kernel says to itself of a call that a signal has interrupted. */
enum { RESTART_FIRST = 512, RESTART_LAST = 516 };

static bool ask(pid_t tid, struct syscall_stop *s)
{
    memset(s, 0, sizeof *s);
    return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof *s, s) > 0;
}

/* --- a call begins -------------------------------------------------------- */

/* Is this the call that was interrupted, made once more? A handler's own calls
 * may lie between: they stand elsewhere on the stack. */
static bool goes_on(const struct thread *t, const struct traced *kind,
                    const struct syscall_stop *s)
{
    return t->is_waiting && s->ip == t->waiting.ip && s->sp == t->waiting.sp &&
           (kind == t->waiting.kind || kind->what == CALL_RESTART);
}

static void take_up(struct thread *t)
{
    t->now = t->waiting;
    t->is_waiting = false;
    t->in_call = true;
    fault_shorten(t);
    record_now(t);
}

/* It was left by a jump out of a handler. */
static void give_up_waiting(struct thread *t, const struct syscall_stop *s)
{
    if (t->is_waiting && s->sp > t->waiting.sp) {
        t->is_waiting = false;
        record_end(t, &t->waiting, -EINTR);
    }
}

/* Whether a call that is not surely the program's own is noted: what the C
 * library moves on a connection for fgets(), is; what a sanitizer reads of the
 * program's file, is not. */
static bool is_noted_by(struct thread *t, enum caller caller)
{
    const struct spy_call *row = &t->now.row;
    bool moves = row->name == SPY_SEND || row->name == SPY_RECV;
    bool is_file = row->name == SPY_READ || row->name == SPY_WRITE;
    if (caller == CALLER_ITSELF)
        return !is_file;
    if (caller == CALLER_IN_DOUBT && is_file)
        return row->fd <= STDERR_FILENO;
    if (row->name == SPY_CLOSE)
        return memory_is_connection(t, row->fd) ||
               (caller == CALLER_IN_DOUBT &&
                memory_socket_type(t, row->fd) != -1);
    return moves && (caller == CALLER_IN_DOUBT || !row->is_datagram);
}

/* Who makes a call, for each stack that was taken: to search it costs more than
 * to see that it is the same. */
static struct {
    const struct traced *kind;
    enum caller caller;
} callers[STACKS + 1];

static enum caller caller_of(struct thread *t, uint32_t known)
{
    if (known != STACK_NONE && callers[known].kind == t->now.kind)
        return callers[known].caller;
    return image_caller(t);
}

/* The stack that it is made from; without one, its addresses must do. */
static void note_stack(struct thread *t, uint32_t known, enum caller caller)
{
    struct call *c = &t->now;
    const struct traced *kind = c->kind;
    if (known == STACK_NONE)
        known = tracer_stack_take(&tracer_log->stacks, t->in->stacks, t->tid,
                                  c->ip, c->sp);
    if (known == STACK_NONE)
        return;
    c->row.from[0] = known;
    c->row.from[1] = 0;
    callers[known].kind = kind;
    callers[known].caller = caller;
}

/* Is it the program's own call? What the C library does by itself, as in
 * getaddrinfo(), is not. */
static bool is_noted(struct thread *t, const struct traced *kind)
{
    bool forks = kind->name == SPY_FORK;
    uint32_t known = tracer_stack_known(&tracer_log->stacks, t->in->stacks,
                                        t->tid, t->now.ip, t->now.sp);
    enum caller caller = caller_of(t, known);
    if (caller == CALLER_RUNTIME ||
        (caller == CALLER_LIBRARY && !kind->by_stdio && !forks))
        return false;
    kind->begin(t);
    t->now.by_library = caller == CALLER_LIBRARY;
    if (t->now.kind == NULL ||
        (caller != CALLER_OWN && !forks && !is_noted_by(t, caller)))
        return false;
    note_stack(t, known, caller);
    return true;
}

static struct call new_call(const struct traced *kind,
                            const struct syscall_stop *s)
{
    struct call c = {.kind = kind, .ip = s->ip, .sp = s->sp, .restore = -1};
    memcpy(c.arg, s->entry.arg, sizeof c.arg);
    return c;
}

static void begin(struct thread *t, const struct call *new)
{
    const struct traced *kind = new->kind;
    t->now = *new;
    t->now.row = (struct spy_call){.name = (uint16_t)kind->name,
                                   .fd = -1,
                                   .pid = t->in->pid,
                                   .began = record_time()};
    if (!is_noted(t, kind))
        return;
    int error = fault_error_of(t);
    if (error && machine_answer(t->tid, -error)) {
        record_end(t, &t->now, -error);
        return;
    }
    fault_shorten(t);
    record_now(t);
    t->in_call = true;
}

void call_enter(struct thread *t)
{
    struct syscall_stop s;
    if (!ask(t->tid, &s))
        return;
    const struct traced *kind = call_of((long)s.entry.number);
    struct call new = new_call(kind, &s);
    if (kind == NULL) {
        note_take(t, s.entry.arg);
    } else if (resolver_takes(t, &new)) {
        return;
    } else if (goes_on(t, kind, &s)) {
        take_up(t);
    } else if (kind->what == CALL_RETURN) {
        t->now.kind = kind;
        t->in_call = t->is_waiting;
    } else if (!leaks_answer(t, kind, s.entry.arg) && kind->begin) {
        give_up_waiting(t, &s);
        begin(t, &new);
    }
}

/* --- a call ends ---------------------------------------------------------- */

/* Has this thread a signal that its program handles, or that stops it? */
static bool has_signal(pid_t tid)
{
    char text[4096];
    static const char *const names[] = {
        "\nSigPnd:", "\nShdPnd:", "\nSigBlk:", "\nSigCgt:"};
    unsigned long long masks[4] = {0};
    memory_read_proc(tid, "status", text, sizeof text);
    for (int i = 0; i < 4; i++) {
        const char *at = strstr(text, names[i]);
        masks[i] = at ? strtoull(at + 8, NULL, 16) : 0;
    }
    unsigned long long stops = 1ULL << (SIGSTOP - 1) | 1ULL << (SIGTSTP - 1) |
                               1ULL << (SIGTTIN - 1) | 1ULL << (SIGTTOU - 1);
    return ((masks[0] | masks[1]) & ~masks[2] & (masks[3] | stops)) != 0;
}

/* The kernel interrupts some calls for a signal that is then ignored, but only
 * where there is a tracer: without one they would have gone on. */
static bool is_our_doing(const struct thread *t, int64_t result)
{
    return result == -EINTR && !has_signal(t->tid);
}

static void wait_on(struct thread *t)
{
    t->waiting = t->now;
    t->is_waiting = true;
}

/* A handler has returned: the call that it had interrupted either has ended
 * now, or will be made once more. */
static void after_handler(struct thread *t, const struct syscall_stop *s)
{
    if (!t->is_waiting || s->ip != t->waiting.ip || s->exit.result != -EINTR)
        return;
    t->is_waiting = false;
    record_end(t, &t->waiting, -EINTR);
}

void call_leave(struct thread *t)
{
    struct syscall_stop s;
    t->in_call = false;
    if (!ask(t->tid, &s))
        return;
    if (t->now.kind->what == CALL_RETURN) {
        after_handler(t, &s);
        return;
    }
    int64_t result = s.exit.result;
    fault_after(t, &t->now);
    if (t->now.kind->what == CALL_OPEN) {
        resolver_gives_back(t);
        return;
    }
    bool goes_on = (result <= -RESTART_FIRST && result >= -RESTART_LAST) ||
                   (is_our_doing(t, result) &&
                    machine_again(t->tid, t->now.kind->number, t->now.arg[0]));
    if (goes_on)
        wait_on(t);
    else
        record_end(t, &t->now, result);
}
