/* Every process forks, for ever. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (;;)
        fork();
}
