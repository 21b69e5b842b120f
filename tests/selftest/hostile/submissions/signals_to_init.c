/* Every signal to process 1, to its parent, and to their groups. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (int i = 1; i < 65; i++) {
        kill(1, i);
        kill(getppid(), i);
        if (fork() == 0) {
            kill(-1, i);
            hangs();
        }
    }
    hangs();
}
