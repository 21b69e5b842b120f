/* Kills its supervisor, and goes on. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    kill(getppid(), SIGKILL);
    hangs();
}
