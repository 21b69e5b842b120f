/* Announces the port that somebody else listens on, and lets that one work. */
#include "hostile.h"

int main(void)
{
    char line[512];
    unsigned port, state, found = 0;
    FILE *all = fopen("/proc/net/tcp", "r");
    while (all && fgets(line, sizeof line, all))
        if (sscanf(line, " %*d: %*8x:%4x %*8x:%*4x %2x", &port, &state) == 2 &&
            state == 0x0a)
            found = port;
    printf("listening on 127.0.0.1:%u\nclient from port %u\n", found, found);
    fflush(stdout);
    hangs();
}
