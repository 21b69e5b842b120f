/* Ignores every signal that can be ignored, and hangs. */
#include "hostile.h"

int main(void)
{
    for (int number = 1; number < 32; number++)
        signal(number, SIG_IGN);
    announces(listens());
    hangs();
}
