/* Stops: itself, its parent, and whoever else can be seen. */
#include "others.h"

static void stops(pid_t pid)
{
    kill(pid, SIGSTOP);
}

int main(void)
{
    announces(listens());
    each_process(stops);
    raise(SIGSTOP);
    hangs();
}
