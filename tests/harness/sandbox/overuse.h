/* overuse.h - do processes take more than they may? */
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

/* In a jail: all processes that this namespace has or had, together. Else the
 * descendants of this process, and of these the memory alone. proc(5). */
enum overuse overuse(bool jailed, long most_mib);

#endif
