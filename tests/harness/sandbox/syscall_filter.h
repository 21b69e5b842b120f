/* syscall_filter.h - refuse the system calls that no lab needs. */
#ifndef SYSCALL_FILTER_H
#define SYSCALL_FILTER_H

#include <stdbool.h>

/* From now on these calls fail in this process, also after exec(), and in all
 * its children, nearly all with EPERM: memory that counts for no process,
 * namespaces, mounts, keys, other processes' memory, other processors. clone3()
 * fails as in an older kernel (ENOSYS). False if there are no filters here. */
bool filter_calls(void);

#endif
