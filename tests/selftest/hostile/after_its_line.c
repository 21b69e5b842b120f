/* Prints its line, then hangs. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    hangs();
}
