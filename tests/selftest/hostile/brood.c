/* Forks 64 children, each in its own session, that ignore SIGTERM. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    for (int i = 0; i < 64; i++) {
        if (fork() != 0)
            continue;
        setsid();
        signal(SIGTERM, SIG_IGN);
        hangs();
    }
    announces(listener);
    hangs();
}
