/* tracer.c - see tracer.h: threads, their stops, and how they go on. */
#include "tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tracer_inside.h"
#include "tracer_stack.h"

/* As the kernel gives it; the headers of C libraries have it in several ways. */
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

enum {
    THREADS = 1024,
    PROCESSES = 512,
    SYSCALL_STOP = SIGTRAP | 0x80,
    /* what the kernel says to itself of a call that a signal has interrupted */
    RESTART_FIRST = 512,
    RESTART_LAST = 516,
};

struct spy_log *tracer_log;
pid_t tracer_program;
static struct thread threads[THREADS];
static struct process processes[PROCESSES];
static int thread_count;
static bool has_begun, works;

/* --- who there is --------------------------------------------------------- */

/* The process that a thread belongs to: proc(5). */
static pid_t process_of(pid_t tid)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%d/status", (int)tid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t len = fd == -1 ? 0 : read(fd, text, sizeof text - 1);
    if (fd != -1)
        close(fd);
    text[len > 0 ? len : 0] = '\0';
    const char *at = strstr(text, "\nTgid:");
    return at ? atoi(at + 6) : tid;
}

static struct process *process_find(pid_t pid)
{
    struct process *free_one = NULL;
    for (int i = 0; i < PROCESSES; i++) {
        if (processes[i].pid == pid)
            return &processes[i];
        if (processes[i].pid == 0 && free_one == NULL)
            free_one = &processes[i];
    }
    if (free_one) {
        *free_one = (struct process){.pid = pid, .pidfd = -1};
        image_forget(&free_one->image, true);
    }
    return free_one;
}

struct thread *thread_known(pid_t tid)
{
    for (int i = 0; i < thread_count; i++)
        if (threads[i].tid == tid)
            return &threads[i];
    return NULL;
}

static struct thread *thread_find(pid_t tid)
{
    struct thread *t = thread_known(tid);
    if (t || thread_count == THREADS)
        return t;
    struct process *in = process_find(process_of(tid));
    if (in == NULL)
        return NULL;
    t = &threads[thread_count++];
    *t = (struct thread){.tid = tid, .in = in};
    return t;
}

static void process_forget(struct process *p)
{
    for (int i = 0; i < thread_count; i++)
        if (threads[i].in == p)
            return;
    if (p->pidfd != -1)
        close(p->pidfd);
    p->pid = 0;
}

static void thread_forget(struct thread *t)
{
    struct process *in = t->in;
    record_forget(t);
    *t = threads[--thread_count];
    process_forget(in);
}

bool tracer_ended(pid_t tid)
{
    struct thread *t = thread_known(tid);
    if (t == NULL)
        return true;
    bool is_process = t->in->pid == tid;
    thread_forget(t);
    for (int i = 0; i < thread_count; i++)
        leaks_let_go(&threads[i]);
    return is_process;
}

/* --- going on ------------------------------------------------------------- */

static void go_on(struct thread *t, int signal)
{
    ptrace(t->in_call ? PTRACE_SYSCALL : PTRACE_CONT, t->tid, 0, (long)signal);
}

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
        return memory_socket_type(t, row->fd) != -1 &&
               (caller == CALLER_IN_DOUBT ||
                memory_socket_type(t, row->fd) == SOCK_STREAM);
    return moves && (caller == CALLER_IN_DOUBT || !row->is_datagram);
}

/* Is it the program's own call? What the C library does by itself, as in
 * getaddrinfo(), is not. */
static bool is_noted(struct thread *t, const struct traced *kind)
{
    bool forks = kind->name == SPY_FORK;
    enum caller caller = image_caller(t);
    if (caller == CALLER_RUNTIME ||
        (caller == CALLER_LIBRARY && !kind->by_stdio && !forks))
        return false;
    kind->begin(t);
    if (t->now.kind == NULL)
        return false;
    return caller == CALLER_OWN || forks || is_noted_by(t, caller);
}

/* The stack that it is made from; without one, its addresses must do. */
static void note_stack(struct thread *t)
{
    struct call *c = &t->now;
    uint32_t number = tracer_stack_take(&tracer_log->stacks, t->in->stacks,
                                        t->tid, c->ip, c->sp);
    if (number == STACK_NONE)
        return;
    c->row.from[0] = number;
    c->row.from[1] = 0;
}

static void begin(struct thread *t, const struct traced *kind,
                  const struct syscall_stop *s)
{
    t->now =
        (struct call){.kind = kind, .ip = s->ip, .sp = s->sp, .restore = -1};
    memcpy(t->now.arg, s->entry.arg, sizeof t->now.arg);
    t->now.row = (struct spy_call){.name = (uint16_t)kind->name,
                                   .fd = -1,
                                   .pid = t->in->pid,
                                   .began = record_time()};
    if (!is_noted(t, kind))
        return;
    note_stack(t);
    int error = fault_error_of(t);
    if (error && machine_answer(t->tid, -error)) {
        record_end(t, &t->now, -error);
        return;
    }
    fault_shorten(t);
    record_now(t);
    t->in_call = true;
}

static void enter(struct thread *t)
{
    struct syscall_stop s;
    works = true;
    if (!has_begun || !ask(t->tid, &s))
        return;
    const struct traced *kind = call_of((long)s.entry.number);
    if (kind == NULL) {
        note_take(t, s.entry.arg);
    } else if (goes_on(t, kind, &s)) {
        take_up(t);
    } else if (kind->what == CALL_RETURN) {
        t->now.kind = kind;
        t->in_call = t->is_waiting;
    } else if (!leaks_answer(t, kind, s.entry.arg) && kind->begin) {
        give_up_waiting(t, &s);
        begin(t, kind, &s);
    }
}

/* --- a call ends ---------------------------------------------------------- */

/* Has this thread a signal that its program handles, or that stops it? */
static bool has_signal(pid_t tid)
{
    char path[64], text[4096];
    static const char *const names[] = {
        "\nSigPnd:", "\nShdPnd:", "\nSigBlk:", "\nSigCgt:"};
    unsigned long long masks[4] = {0};
    snprintf(path, sizeof path, "/proc/%d/status", (int)tid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t len = fd == -1 ? 0 : read(fd, text, sizeof text - 1);
    if (fd != -1)
        close(fd);
    text[len > 0 ? len : 0] = '\0';
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

static void leave(struct thread *t)
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
    if (result <= -RESTART_FIRST && result >= -RESTART_LAST) {
        wait_on(t);
    } else if (is_our_doing(t, result) &&
               machine_again(t->tid, t->now.kind->number, t->now.arg[0])) {
        wait_on(t);
    } else {
        record_end(t, &t->now, result);
    }
}

/* --- stops ---------------------------------------------------------------- */

/* A thread that calls execve() takes the number of its process. */
static void become(struct thread *t)
{
    unsigned long was = 0;
    ptrace(PTRACE_GETEVENTMSG, t->tid, 0, &was);
    struct thread *other =
        was && (pid_t)was != t->tid ? thread_known((pid_t)was) : NULL;
    if (other) {
        record_forget(other);
        *other = threads[--thread_count];
        t = thread_known(t->tid); /* it may have been the last */
    }
    t->in_call = t->is_waiting = false;
    image_forget(&t->in->image, !has_begun);
    t->in->stacks = tracer_stack_image(&tracer_log->stacks);
    if (t->tid == tracer_program)
        has_begun = true;
}

/* A child has the text of its parent. */
static void share_text(const struct thread *t)
{
    unsigned long child = 0;
    ptrace(PTRACE_GETEVENTMSG, t->tid, 0, &child);
    struct thread *new = child ? thread_find((pid_t)child) : NULL;
    if (new &&new->in->stacks == 0)
        new->in->stacks = t->in->stacks;
}

static bool is_stop(int signal)
{
    return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN ||
           signal == SIGTTOU;
}

static void deal_with(struct thread *t, int status)
{
    int signal = WSTOPSIG(status), event = status >> 16;
    if (event == PTRACE_EVENT_STOP && is_stop(signal)) {
        ptrace(PTRACE_LISTEN, t->tid, 0, 0);
        return;
    }
    if (event == PTRACE_EVENT_SECCOMP)
        enter(t);
    else if (event == PTRACE_EVENT_EXEC)
        become(t);
    else if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK ||
             event == PTRACE_EVENT_CLONE)
        share_text(t);
    else if (signal == SYSCALL_STOP && t->in_call)
        leave(t);
    go_on(t, event || signal == SYSCALL_STOP ? 0 : signal);
}

void thread_stopped(struct thread *t, int status)
{
    deal_with(t, status);
}

bool tracer_takes(pid_t tid, int status)
{
    if (!WIFSTOPPED(status))
        return false;
    struct thread *t = thread_find(tid);
    if (t)
        deal_with(t, status);
    else
        ptrace(PTRACE_CONT, tid, 0, 0);
    return true;
}

/* --- the beginning -------------------------------------------------------- */

/* Where tracer and program take turns on one processor, a call costs 16
 * microseconds; on two, up to a hundred: each stop wakes one of them. */
static void share_processor(void)
{
    cpu_set_t one;
    int here = sched_getcpu();
    CPU_ZERO(&one);
    CPU_SET(here < 0 ? 0 : here, &one);
    sched_setaffinity(0, sizeof one, &one);
}

bool tracer_open(int log)
{
    void *shared = mmap(NULL, sizeof *tracer_log, PROT_READ | PROT_WRITE,
                        MAP_SHARED, log, 0);
    if (shared == MAP_FAILED || !machine_is_known())
        return false;
    tracer_log = shared;
    share_processor();
    return true;
}

int tracer_seize(pid_t child)
{
    long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACECLONE |
                   PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                   PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL |
                   PTRACE_O_TRACESYSGOOD;
    if (ptrace(PTRACE_SEIZE, child, 0, options) == -1)
        return errno;
    tracer_program = child;
    tracer_log->size = sizeof *tracer_log;
    return 0;
}

bool tracer_works(void)
{
    if (!works)
        tracer_log->size = 0;
    return works;
}

bool tracer_has_begun(void)
{
    return has_begun;
}
