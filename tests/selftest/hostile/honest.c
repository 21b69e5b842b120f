/* No attacker at all: what must pass if the others are to mean anything. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    serves(listener);
    return 1;
}
