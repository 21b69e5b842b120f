/* Two forks and sessions of their own; each ignores what it can, keeps the
 * port and all descriptors, and forks again every moment. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    if (fork() == 0) {
        setsid();
        for (int i = 1; i < 65; i++)
            signal(i, SIG_IGN);
        for (;;) {
            if (fork() != 0)
                _exit(0);
            setsid();
            usleep(1000);
        }
    }
    return 0;
}
