/* Hangs before its line. */
#include "hostile.h"

int main(void)
{
    hangs();
}
