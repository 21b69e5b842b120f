/* Crashes with a bad pointer as soon as a client connects. */
#include "hostile.h"

int main(void)
{
    int listener = listens();
    int *volatile nowhere = NULL;
    announces(listener);
    return accept(listener, NULL, NULL) + *nowhere;
}
