/* forks.c - preloaded into the tests: it makes a fork() go wrong.
 *
 * FORKS=fail: fork() number LATE and all later ones fail. FORKS=kill: the child
 * of call number LATE is killed at once, as when memory is short. A child goes
 * on with its parent's count. */
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
