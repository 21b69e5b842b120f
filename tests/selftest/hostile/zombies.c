/* Serves well, but does not reap its children. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    for (int i = 0; i < 5; i++)
        if (fork() == 0)
            _exit(0);
    announces(listener);
    serves(listener);
    return 1;
}
