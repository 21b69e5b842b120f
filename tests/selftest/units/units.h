/* units.h - functions for all unit tests. */
#ifndef UNITS_H
#define UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The path of a file with these bytes, which exists as long as this process. It
 * has no name in a folder, so nothing has to be removed. */
const char *file_with(const char *bytes, size_t len);
const char *file_of(const char *text);

/* Capture stderr from now on; then return what was written on it. */
void stderr_begin(void);
const char *stderr_said(void);

/* A stream for a function to print to; then close it and return the text. */
FILE *printed_begin(void);
const char *printed_end(FILE *out);

#endif
