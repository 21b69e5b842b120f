/* Has 64 children, each in a session of its own, none of which SIGTERM ends. */
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
