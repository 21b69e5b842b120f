/* Cuts the log off under the harness's eyes: who reads it then gets SIGBUS. */
#include "hostile.h"

int main(void)
{
    for (int fd = 3; fd < 16; fd++)
        if (ftruncate(fd, 0) == 0)
            dprintf(2, "cut %d\n", fd);
    announces(listens());
    hangs();
}
