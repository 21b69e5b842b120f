/* Runs away: each process forks its successor and exits. (So many, and not
 * without end, lest a mistake of the harness should outlive this test.) */
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
