/* syscall_filter.h - system calls that are refused, and those that stop for a
 * tracer. */
#ifndef SYSCALL_FILTER_H
#define SYSCALL_FILTER_H

#include <stdbool.h>

/* From now on, in this process, also after exec(), and in all its children:
 * other ABIs, io_uring, clone3() and filters of their own fail; a thread stops
 * for its tracer at the calls in `traced`. For a stranger these fail, too,
 * nearly all with EPERM: memory that counts for no process, namespaces, mounts,
 * keys, other processes' memory, other processors. False if there are no
 * filters here. */
bool filter_calls(bool of_stranger, const long *traced, int count);

#endif
