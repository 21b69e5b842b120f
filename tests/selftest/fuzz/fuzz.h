/* fuzz.h - functions for all fuzz targets: a file with the input bytes, and
 * promises that end the process when they are broken. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PROMISE(fact)                                                          \
    do {                                                                       \
        if (!(fact))                                                           \
            abort();                                                           \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* The path of a file with these bytes; it is valid until the next call. */
static inline const char *file_with(const uint8_t *bytes, size_t len)
{
    static char path[32];
    static int fd = -1;
    if (fd == -1)
        fd = memfd_create("fuzz", MFD_CLOEXEC);
    PROMISE(fd >= 0 && ftruncate(fd, 0) == 0 &&
            pwrite(fd, bytes, len, 0) == (ssize_t)len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return path;
}

#endif
