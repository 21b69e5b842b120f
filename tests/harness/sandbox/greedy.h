/* greedy.h - do processes take more than they may? */
#ifndef GREEDY_H
#define GREEDY_H

#include <stdbool.h>

enum greed {
    MODEST,
    GREEDY_FOR_MEMORY,
    GREEDY_FOR_TIME,
    GREEDY_FOR_PROCESSES,
    GREEDY_IN_FLIGHT,
    GREEDY_AND_HIDDEN
};

/* In a jail: all processes that this namespace has or had, together. Else the
 * descendants of this process, and of these the memory alone. proc(5). */
enum greed greed(bool jailed, long most_mib);

#endif
