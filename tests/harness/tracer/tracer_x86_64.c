/* tracer_x86_64.c - the registers of a thread: see tracer_inside.h. */
#include "tracer_inside.h"

#ifdef __x86_64__

#include <sys/ptrace.h>
#include <sys/user.h>

static bool get(pid_t tid, struct user_regs_struct *r)
{
    return ptrace(PTRACE_GETREGS, tid, 0, r) == 0;
}

static bool set(pid_t tid, struct user_regs_struct *r)
{
    return ptrace(PTRACE_SETREGS, tid, 0, r) == 0;
}

bool machine_answer(pid_t tid, int64_t result)
{
    struct user_regs_struct r;
    if (!get(tid, &r))
        return false;
    r.orig_rax = (unsigned long long)-1;
    r.rax = (unsigned long long)result;
    return set(tid, &r);
}

bool machine_set_argument(pid_t tid, int which, uint64_t value)
{
    struct user_regs_struct r;
    if (!get(tid, &r))
        return false;
    unsigned long long *const arguments[] = {&r.rdi, &r.rsi, &r.rdx,
                                             &r.r10, &r.r8,  &r.r9};
    *arguments[which] = value;
    return set(tid, &r);
}

bool machine_again(pid_t tid, long number, uint64_t first)
{
    struct user_regs_struct r;
    (void)first;
    if (!get(tid, &r))
        return false;
    r.rip -= 2; /* the instruction is `syscall` */
    r.rax = (unsigned long long)number;
    r.orig_rax = (unsigned long long)-1;
    return set(tid, &r);
}

/* call rel32; or call r/m64, whose second byte has 2 in its middle. */
bool machine_calls(const unsigned char before[8])
{
    static const int lengths[] = {2, 3, 4, 6, 7};
    if (before[3] == 0xe8)
        return true;
    for (int i = 0; i < 5; i++) {
        const unsigned char *at = before + 8 - lengths[i];
        if (at[0] == 0xff && (at[1] >> 3 & 7) == 2)
            return true;
    }
    return false;
}

uint64_t machine_link(pid_t tid)
{
    (void)tid;
    return 0;
}

bool machine_is_known(void)
{
    return true;
}

#endif
