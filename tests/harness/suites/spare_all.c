/* spare_all.c - nothing in the suites may end every process of a user.
 *
 * Criterion makes its workers with BoxFort. Where it gets no process, it kills
 * process -1: to kill(2) these are all that there are, and a developer who is
 * root has no machine left. This kill() stands in front of libc's, for the
 * libraries of the program too. There is no worker: so there is no test. */
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lack.h"

int kill(pid_t pid, int sig)
{
    if (pid == -1)
        _exit(NO_CHILD);
    return (int)syscall(SYS_kill, pid, sig);
}
