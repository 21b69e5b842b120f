/* tracer.c - see tracer.h: the stops of all threads, and how they go on. */
#include "tracer.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "tracer_inside.h"
#include "tracer_stack.h"

enum { SYSCALL_STOP = SIGTRAP | 0x80 };

struct spy_log *tracer_log;
pid_t tracer_program;
static bool has_begun, works;

static void go_on(struct thread *t, int signal)
{
    ptrace(t->in_call ? PTRACE_SYSCALL : PTRACE_CONT, t->tid, 0, (long)signal);
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
        pid_t tid = t->tid;
        thread_forget(other);
        t = thread_known(tid); /* it may lie elsewhere now */
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

static void enter(struct thread *t)
{
    works = true;
    if (has_begun)
        call_enter(t);
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
        call_leave(t);
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

bool tracer_ended(pid_t tid)
{
    struct thread *t = thread_known(tid);
    if (t == NULL)
        return true;
    bool is_process = t->in->pid == tid;
    thread_forget(t);
    thread_each(leaks_let_go);
    return is_process;
}

/* --- the beginning -------------------------------------------------------- */

/* Where tracer and program take turns on one processor, a call costs 16
 * microseconds; on two, up to a hundred: each stop wakes one of them. */
static void share_processor(void)
{
    cpu_set_t one;
    int here = sched_getcpu();
    CPU_ZERO(&one);
    CPU_SET(here < 0 ? 0 : (size_t)here, &one);
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
