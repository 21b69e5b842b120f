/* must.h - calls of the C library that allocate memory, and end the process
 * when there is none.
 *
 * Each does what the call without `must_` does, and never returns NULL. Harness
 * and tools use only these: no caller could go on after such a failure, and a
 * text that is cut or missing would become a wrong verdict. */
#ifndef MUST_H
#define MUST_H

#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

/* The exit status of a process that ran out of memory and gives no verdict. */
enum { OUT_OF_MEMORY = 71 };

void *must_malloc(size_t size);
void *must_calloc(size_t count, size_t size);
/* The old pointer is invalid after this, as after realloc(3). */
void *must_realloc(void *old, size_t size);
char *must_strdup(const char *text);
char *must_strndup(const char *text, size_t most);
/* Returns the text, and not its length. */
char *must_asprintf(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Returns -1 at the end of the file, or when it cannot be read. */
ssize_t must_getdelim(char **line, size_t *size, int end, FILE *file);
ssize_t must_getline(char **line, size_t *size, FILE *file);

/* *text and *len are up to date after fflush() or must_fclose(). */
FILE *must_open_memstream(char **text, size_t *len);
void must_fclose(FILE *stream);

#endif
