/* can_trace.c - see can_trace.h. */
#include "can_trace.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a child: be there, until the parent kills it, or has ended. */
static _Noreturn void be_traced(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (getppid() == parent)
        pause();
    _exit(0);
}

static bool try_to_trace(void)
{
    pid_t own = getpid(), child = fork();
    if (child == 0)
        be_traced(own);
    if (child == -1)
        return true; /* not known; a start will say what is lacking */
    bool traced = ptrace(PTRACE_SEIZE, child, 0, 0) == 0;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return traced;
}

bool can_trace(void)
{
    static enum { NOT_KNOWN, CAN, CANNOT } known;
    if (known == NOT_KNOWN)
        known = try_to_trace() ? CAN : CANNOT;
    return known == CAN;
}
