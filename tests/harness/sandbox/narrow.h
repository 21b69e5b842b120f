/* narrow.h - calls that no lab needs, and that a stranger may not make. */
#ifndef NARROW_H
#define NARROW_H

#include <stdbool.h>

/* From now on, for this process and all that it becomes or starts, these
 * calls fail, nearly all with EPERM: memory that belongs to nobody,
 * namespaces, mounts, keys, other processes' memory, other processors.
 * clone3() is not there, as in an older kernel. False if the kernel knows no
 * filters. */
bool narrow(void);

#endif
