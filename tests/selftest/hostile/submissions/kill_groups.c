/* Kills its group, its session, its parents' groups, and all it may. */
#include "others.h"

static void kills(pid_t pid)
{
    kill(pid, SIGKILL);
    kill(-getpgid(pid), SIGKILL);
}

int main(void)
{
    announces(listens());
    signal(SIGTERM, SIG_IGN);
    kill(0, SIGTERM);
    kills(getppid());
    each_process(kills);
    if (fork() == 0)
        kill(-1, SIGKILL);
    hangs();
}
