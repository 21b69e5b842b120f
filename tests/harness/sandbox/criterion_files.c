/* criterion_files.c - see criterion_files.h. */
#include "criterion_files.h"

#include <stdio.h>
#include <unistd.h>

void remove_criterion_files(pid_t pid)
{
    static const char *const made[] = {"/tmp/criterion_%d.sock",
                                       "/dev/shm/bxfi_%d"};
    char path[64];
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, made[i], (int)pid);
        unlink(path);
    }
}
