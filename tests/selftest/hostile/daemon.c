/* Becomes a daemon: two forks and setsid(2), away from its parent. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    signal(SIGHUP, SIG_IGN);
    if (fork() > 0)
        _exit(0);
    setsid();
    if (fork() > 0 || chdir("/") == -1)
        _exit(0);
    announces(listener);
    serves(listener);
    return 1;
}
