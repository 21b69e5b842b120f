/* wrong.h - report an error in a file that people write. */
#ifndef WRONG_H
#define WRONG_H

#include <stdbool.h>

/* Say FILE:LINE: MESSAGE on stderr. Returns false, for the caller to return. */
__attribute__((format(printf, 3, 4))) bool wrong_at(const char *file, int line,
                                                    const char *format, ...);

#endif
