/* spare_all.c - a kill() that refuses to kill every process of a user.
 *
 * Criterion makes its workers with BoxFort. When fork() fails, BoxFort kills
 * process -1, which to kill(2) means every process that the user may kill; for
 * root it is the whole machine. The linker prefers this kill() to libc's, also
 * for the libraries. Without a worker there is no test: the process ends. */
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
