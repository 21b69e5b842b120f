/* tracer_aarch64.c - the registers of a thread: see tracer_inside.h. */
#include "tracer_inside.h"

#ifdef __aarch64__

#include <elf.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#ifndef NT_ARM_SYSTEM_CALL
#define NT_ARM_SYSTEM_CALL 0x404
#endif

static bool get(pid_t tid, struct user_regs_struct *r)
{
    struct iovec part = {r, sizeof *r};
    return ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &part) == 0;
}

static bool set(pid_t tid, struct user_regs_struct *r)
{
    struct iovec part = {r, sizeof *r};
    return ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &part) == 0;
}

static bool set_number(pid_t tid, int number)
{
    struct iovec part = {&number, sizeof number};
    return ptrace(PTRACE_SETREGSET, tid, NT_ARM_SYSTEM_CALL, &part) == 0;
}

/* x0 is the first argument and the result. */
bool machine_answer(pid_t tid, int64_t result)
{
    struct user_regs_struct r;
    if (!get(tid, &r))
        return false;
    r.regs[0] = (unsigned long long)result;
    return set(tid, &r) && set_number(tid, -1);
}

bool machine_set_argument(pid_t tid, int which, uint64_t value)
{
    struct user_regs_struct r;
    if (!get(tid, &r))
        return false;
    r.regs[which] = value;
    return set(tid, &r);
}

bool machine_again(pid_t tid, long number, uint64_t first)
{
    struct user_regs_struct r;
    if (!get(tid, &r))
        return false;
    r.pc -= 4;
    r.regs[0] = first;
    r.regs[8] = (unsigned long long)number;
    return set(tid, &r);
}

/* bl, or blr. */
bool machine_calls(const unsigned char before[8])
{
    uint32_t word;
    memcpy(&word, before + 4, sizeof word);
    return (word & 0xfc000000U) == 0x94000000U ||
           (word & 0xfffffc1fU) == 0xd63f0000U;
}

uint64_t machine_link(pid_t tid)
{
    struct user_regs_struct r;
    return get(tid, &r) ? r.regs[30] : 0;
}

bool machine_is_known(void)
{
    return true;
}

#endif
