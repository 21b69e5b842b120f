/* syscall_filter.h - calls that no lab needs: a stranger may not make them. */
#ifndef SYSCALL_FILTER_H
#define SYSCALL_FILTER_H

#include <stdbool.h>

/* From now on, for this process and all that it becomes or starts, these
 * calls fail, nearly all with EPERM: memory that belongs to nobody,
 * namespaces, mounts, keys, other processes' memory, other processors.
 * clone3() is not there, as in an older kernel. False if the kernel knows no
 * filters. */
bool filter_calls(void);

#endif
