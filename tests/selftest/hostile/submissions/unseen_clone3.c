/* Goes on in a child that asks not to be traced: with clone3(), whose flags no
 * filter can read, else with clone(). OPENLY: the same, but it asks for nothing. */
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "naive.h"

static void hides(void)
{
#ifdef OPENLY
    long child = fork();
#else
    struct {
        uint64_t flags, pidfd, child, parent, exit_signal, more[6];
    } how = {.flags = CLONE_UNTRACED, .exit_signal = SIGCHLD};
    long child = syscall(SYS_clone3, &how, sizeof how);
    if (child >= 0)
        opens("clone3");
    else
        child = syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0);
#endif
    if (child <= 0)
        return;
    waitpid((pid_t)child, NULL, 0);
    exit(0);
}
