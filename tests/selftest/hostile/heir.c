/* Forks a child that keeps the listener, and exits. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    if (fork() == 0)
        serves(listener);
    return 0;
}
