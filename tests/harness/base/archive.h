/* archive.h - values as lines of text, written and read by the same calls.
 *
 * A line is a key and its value: `step 3`, `said "listen: EINVAL\n"`, or
 * `demand -` for no string at all. A function names the fields of a structure
 * once, in one order: it both writes and reads them. */
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
    bool broken; /* a line was not as expected: the rest is not read */
    int line;
};

/* Say on stderr that the last line is not understood, and set `broken`. Only
 * the first such line is reported. */
void archive_refuse(struct archive *a, const char *what, const char *key);
/* Each function writes the value, or reads it from the next line. A line that
 * does not fit is reported by archive_refuse(); after that they do nothing. */
void archive_number(struct archive *a, const char *key, int64_t *value);
void archive_int(struct archive *a, const char *key, int *value);
void archive_bool(struct archive *a, const char *key, bool *value);
/* The number of items that follow, at most the room for them. Returns it, or 0
 * once something did not fit. */
int archive_count(struct archive *a, const char *key, int count, int most);
/* Several numbers on one line. */
void archive_numbers(struct archive *a, const char *key, int64_t *values,
                     int count);
/* The same; what was written before the last ones were thought of has only
 * `least` of them, and the others keep their values. */
void archive_more_numbers(struct archive *a, const char *key, int64_t *values,
                          int least, int count);
/* A string in a buffer of this size. */
void archive_text(struct archive *a, const char *key, char *text, size_t size);
/* A string, malloc'ed when it is read. It must be there. */
void archive_string(struct archive *a, const char *key, char **text);
/* Bytes, malloc'ed when they are read, with a NUL after them; or NULL. If len
 * is NULL, the bytes are a string. */
void archive_bytes(struct archive *a, const char *key, char **bytes,
                   size_t *len);

#endif
