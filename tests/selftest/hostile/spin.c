/* Turns in circles instead of waiting. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (volatile unsigned turns = 0;; turns++)
        continue;
}
