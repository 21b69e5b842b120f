/* Runs away: each process forks its successor and exits. Their number is
 * limited, so that they end even if the harness fails to kill them. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (int i = 0; i < 200000; i++) {
        if (fork() > 0)
            _exit(0);
        setsid();
    }
    return 0;
}
