/* units.h - what the unit tests share. */
#ifndef UNITS_H
#define UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The path of a file that holds these bytes, and lives as long as this process:
 * no name in a folder, so there is nothing to remove. */
const char *file_with(const char *bytes, size_t len);
const char *file_of(const char *text);

/* From here on, what is said on stderr is kept; then, what that was. */
void stderr_begin(void);
const char *stderr_said(void);

/* What a function has printed to this stream, which is closed. */
FILE *printed_begin(void);
const char *printed_end(FILE *out);

#endif
