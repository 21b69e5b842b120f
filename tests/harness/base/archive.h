/* archive.h - values as lines of text, written and read by the same calls.
 *
 * A line is a key and its value: `step 3`, `said "listen: EINVAL\n"`, or
 * `demand -` for no string at all. Whoever archives something names its fields
 * once, in one order, and thereby says how to write it and how to read it. */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct archive {
    FILE *file;
    const char *name; /* of the file, for messages */
    bool reading;
    bool broken; /* a line was not as expected: all after it is left alone */
    int line;
};

/* The line that was read last is not understood: say so, unless that was
 * said of one before. */
void archive_refuse(struct archive *a, const char *what, const char *key);
/* Each writes the value, or reads it from the next line. After a line that does
 * not fit, with a message FILE:LINE on stderr, `broken` is set, and these do
 * nothing. */
void archive_number(struct archive *a, const char *key, int64_t *value);
void archive_int(struct archive *a, const char *key, int *value);
void archive_bool(struct archive *a, const char *key, bool *value);
/* Several numbers on one line. */
void archive_numbers(struct archive *a, const char *key, int64_t *values,
                     int count);
/* A string in a buffer of this size. */
void archive_text(struct archive *a, const char *key, char *text, size_t size);
/* A string, malloc'ed when it is read. It must be there. */
void archive_string(struct archive *a, const char *key, char **text);
/* Bytes, malloc'ed when they are read, with a NUL behind them; or NULL. len may
 * be NULL: then they are a string. */
void archive_bytes(struct archive *a, const char *key, char **bytes,
                   size_t *len);

#endif
