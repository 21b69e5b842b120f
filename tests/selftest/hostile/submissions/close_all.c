/* Closes every descriptor that it may have, and waits. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    for (int fd = 0; fd < 1024; fd++)
        close(fd);
    hangs();
}
