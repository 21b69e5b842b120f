/* Becomes a daemon, as the books have it: out of its parent's reach. */
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
