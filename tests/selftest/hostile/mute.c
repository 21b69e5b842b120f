/* Serves, but never prints its line. */
#include "hostile.h"

int main(void)
{
    serves(listens());
    return 1;
}
