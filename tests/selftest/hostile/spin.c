/* Busy-waits instead of sleeping. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (volatile unsigned turns = 0;; turns++)
        continue;
}
