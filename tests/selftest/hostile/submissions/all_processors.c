/* Wants every processor, and all the time that they have, first of all. */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/resource.h>

#include "hostile.h"

int main(void)
{
    cpu_set_t all;
    struct sched_param first = {.sched_priority = 99};
    announces(listens());
    memset(&all, 0xff, sizeof all);
    sched_setaffinity(0, sizeof all, &all);
    sched_setscheduler(0, SCHED_FIFO, &first);
    setpriority(PRIO_PROCESS, 0, -20);
    for (int i = 0; i < 5; i++)
        fork();
    for (volatile unsigned long n = 0;; n++)
        if (n % 4096 == 0)
            sched_setaffinity(0, sizeof all, &all);
}
