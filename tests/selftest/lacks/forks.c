/* forks.c - loaded into the tests: a fork() of theirs goes wrong.
 *
 * FORKS=fail: from the call with the number LATE on, a process has no more
 * children. FORKS=kill: the child of that call ends at once, as one does when
 * memory is short. A child counts on from its parent's number. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_late(int call)
{
    const char *late = getenv("LATE");
    return late != NULL && call >= atoi(late);
}

pid_t fork(void)
{
    static int calls;
    const char *how = getenv("FORKS");
    int kills = how != NULL && strcmp(how, "kill") == 0;
    pid_t (*real)(void);
    *(void **)&real = dlsym(RTLD_NEXT, "fork");
    if (is_late(++calls) && !kills) {
        errno = EAGAIN;
        return -1;
    }
    pid_t pid = real();
    if (pid == 0 && is_late(calls) && !is_late(calls - 1))
        raise(SIGKILL);
    return pid;
}
