/* The same in user namespaces of its own, where limits may be counted anew. */
#define _GNU_SOURCE
#include <sched.h>

#include "hostile.h"

int main(void)
{
    announces(listens());
    for (;;)
        if (fork() == 0)
            unshare(CLONE_NEWUSER | CLONE_NEWPID);
}
