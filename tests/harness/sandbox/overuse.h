/* overuse.h - do processes use more than they may? */
#ifndef OVERUSE_H
#define OVERUSE_H

#include <stdbool.h>

enum overuse {
    WITHIN_LIMITS,
    OVERUSES_MEMORY,
    OVERUSES_TIME,
    OVERUSES_PROCESSES,
    OVERUSES_IN_FLIGHT,
    HIDES_ITS_USE
};

/* In a jail: the sums over all processes that this pid namespace has or had.
 * Otherwise only the memory of this process's descendants. See proc(5). */
enum overuse overuse(bool jailed, long most_mib);

#endif
