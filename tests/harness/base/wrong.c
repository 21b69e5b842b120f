/* wrong.c - see wrong.h. */
#include "wrong.h"

#include <stdarg.h>
#include <stdio.h>

bool wrong_at(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return false;
}
