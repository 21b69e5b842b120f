/* A right server, no attacker. If it fails, the other verdicts mean nothing. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    serves(listener);
    return 1;
}
