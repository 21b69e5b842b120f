/* Closes its stdout, and goes on serving. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    announces(listener);
    close(STDOUT_FILENO);
    serves(listener);
    return 1;
}
