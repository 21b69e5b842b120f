/* units.c - see units.h. */
#include "units.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "must.h"

static int kept = -1;
static char *printed;
static size_t printed_len;

const char *file_with(const char *bytes, size_t len)
{
    static char path[32];
    int fd = memfd_create("units", MFD_CLOEXEC);
    if (fd == -1 || write(fd, bytes, len) != (ssize_t)len)
        exit(1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return path;
}

const char *file_of(const char *text)
{
    return file_with(text, strlen(text));
}

void stderr_begin(void)
{
    kept = memfd_create("stderr", MFD_CLOEXEC);
    if (kept == -1 || dup2(kept, STDERR_FILENO) == -1)
        exit(1);
}

const char *stderr_said(void)
{
    static char said[4096];
    fflush(stderr);
    ssize_t len = pread(kept, said, sizeof said - 1, 0);
    said[len > 0 ? len : 0] = '\0';
    return said;
}

FILE *printed_begin(void)
{
    return must_open_memstream(&printed, &printed_len);
}

const char *printed_end(FILE *out)
{
    must_fclose(out);
    return printed;
}
