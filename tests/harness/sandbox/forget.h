/* forget.h - remove what Criterion leaves behind when it is killed. */
#ifndef FORGET_H
#define FORGET_H

#include <sys/types.h>

/* Its socket in /tmp and its shared memory are named after its process. */
void forget(pid_t pid);

#endif
