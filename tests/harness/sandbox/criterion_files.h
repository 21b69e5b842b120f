/* criterion_files.h - remove what Criterion leaves behind when it is killed. */
#ifndef CRITERION_FILES_H
#define CRITERION_FILES_H

#include <sys/types.h>

/* Its socket in /tmp and its shared memory have the pid in their names. */
void remove_criterion_files(pid_t pid);

#endif
