/* tracer_leaks.c - LeakSanitizer's helper is answered for the kernel.
 *
 * When a program ends, LeakSanitizer makes a helper that shares its memory, and
 * the helper stops all threads, by ptrace(2), to look at their registers. A
 * thread has one tracer: so we stop it, and tell the helper that it has. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include "tracer_inside.h"

/* Has anybody asked for a child that is not followed? */
static bool is_expected;

/* It is followed all the same: it is this helper, or means to hide. */
static bool follow(struct thread *t, const uint64_t arg[6])
{
    if (arg[0] & CLONE_UNTRACED) {
        machine_set_argument(t->tid, 0, arg[0] & ~(uint64_t)CLONE_UNTRACED);
        is_expected = true;
    }
    return false;
}

static int64_t attach(struct thread *victim)
{
    int status;
    if (ptrace(PTRACE_INTERRUPT, victim->tid, 0, 0) == -1)
        return -errno;
    if (waitpid(victim->tid, &status, __WALL) != victim->tid)
        return -ESRCH;
    victim->held = status;
    return 0;
}

static int64_t registers(struct thread *t, struct thread *victim,
                         const uint64_t arg[6])
{
    static char room[16 * 1024];
    struct iovec theirs, ours = {room, sizeof room};
    if (!memory_read(t, arg[3], &theirs, sizeof theirs))
        return -EFAULT;
    if (ours.iov_len > theirs.iov_len)
        ours.iov_len = theirs.iov_len;
    if (ptrace(PTRACE_GETREGSET, victim->tid, arg[2], &ours) == -1)
        return -errno;
    theirs.iov_len = ours.iov_len;
    return memory_write(t, (uint64_t)(uintptr_t)theirs.iov_base, room,
                        ours.iov_len) &&
                   memory_write(t, arg[3], &theirs, sizeof theirs)
               ? 0
               : -EFAULT;
}

static int64_t let_go(struct thread *victim)
{
    int status = victim->held;
    victim->held = 0;
    if (status)
        thread_stopped(victim, status);
    return 0;
}

void leaks_let_go(struct thread *victim)
{
    if (victim->held)
        let_go(victim);
}

static int64_t answer_ptrace(struct thread *t, struct thread *victim,
                             const uint64_t arg[6])
{
    switch (arg[0]) {
    case PTRACE_ATTACH:
        return victim->held ? -EPERM : attach(victim);
    case PTRACE_GETREGSET:
        return registers(t, victim, arg);
    case PTRACE_DETACH:
    case PTRACE_KILL:
        return let_go(victim);
    default:
        return -EIO;
    }
}

/* "Stopped by SIGSTOP", as after ATTACH. */
static int64_t answer_wait(struct thread *t, struct thread *victim,
                           const uint64_t arg[6])
{
    int status = SIGSTOP << 8 | 0x7f;
    if (!memory_write(t, arg[1], &status, sizeof status))
        return -EFAULT;
    return victim->tid;
}

bool leaks_answer(struct thread *t, const struct traced *kind,
                  const uint64_t arg[6])
{
    if (kind->what == CALL_CLONE)
        return follow(t, arg);
    if (kind->what != CALL_LEAKS)
        return false;
    bool waits = kind->number == SYS_wait4;
    struct thread *victim = thread_known((pid_t)arg[waits ? 0 : 1]);
    if (!is_expected || victim == NULL || victim->in == t->in ||
        (waits && !victim->held))
        return false;
    int64_t result =
        waits ? answer_wait(t, victim, arg) : answer_ptrace(t, victim, arg);
    return machine_answer(t->tid, result);
}
