/* 64 processes that take all the processor's time. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (int i = 0; i < 6; i++)
        fork();
    for (volatile unsigned long n = 0;; n++)
        continue;
}
