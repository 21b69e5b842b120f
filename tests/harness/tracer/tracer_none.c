/* tracer_none.c - a machine whose registers we do not know. */
#include "tracer_inside.h"

#if !defined(__x86_64__) && !defined(__aarch64__)

bool machine_answer(pid_t tid, int64_t result)
{
    (void)tid, (void)result;
    return false;
}

bool machine_set_argument(pid_t tid, int which, uint64_t value)
{
    (void)tid, (void)which, (void)value;
    return false;
}

bool machine_again(pid_t tid, long number, uint64_t first)
{
    (void)tid, (void)number, (void)first;
    return false;
}

bool machine_calls(const unsigned char before[8])
{
    (void)before;
    return false;
}

uint64_t machine_link(pid_t tid)
{
    (void)tid;
    return 0;
}

bool machine_is_known(void)
{
    return false;
}

#endif
