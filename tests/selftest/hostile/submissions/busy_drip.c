/* Never silent, never ready: it seems to work on an answer for ever. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    while (accept(listener, NULL, NULL) != -1)
        for (;;) {
            for (volatile long n = 0; n < 30000000; n++)
                continue;
            usleep(1000);
            write(2, ".", 1);
        }
}
