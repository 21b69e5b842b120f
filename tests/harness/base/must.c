/* must.c - see must.h. */
#include "must.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((noreturn)) static void out_of_memory(const char *call)
{
    fprintf(stderr, "The harness has no memory left (%s).\n", call);
    exit(OUT_OF_MEMORY);
}

void *must_malloc(size_t size)
{
    void *new = malloc(size ? size : 1);
    if (new == NULL)
        out_of_memory("malloc");
    return new;
}

void *must_calloc(size_t count, size_t size)
{
    void *new = calloc(count ? count : 1, size ? size : 1);
    if (new == NULL)
        out_of_memory("calloc");
    return new;
}

void *must_realloc(void *old, size_t size)
{
    void *new = realloc(old, size ? size : 1);
    if (new == NULL)
        out_of_memory("realloc");
    return new;
}

char *must_strdup(const char *text)
{
    char *copy = strdup(text);
    if (copy == NULL)
        out_of_memory("strdup");
    return copy;
}

char *must_strndup(const char *text, size_t most)
{
    char *copy = strndup(text, most);
    if (copy == NULL)
        out_of_memory("strndup");
    return copy;
}

char *must_asprintf(const char *format, ...)
{
    char *text;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len == -1)
        out_of_memory("asprintf");
    return text;
}

ssize_t must_getdelim(char **line, size_t *size, int end, FILE *file)
{
    errno = 0;
    ssize_t len = getdelim(line, size, end, file);
    if (len == -1 && errno == ENOMEM)
        out_of_memory("getdelim");
    return len;
}

ssize_t must_getline(char **line, size_t *size, FILE *file)
{
    return must_getdelim(line, size, '\n', file);
}

/* --- streams -------------------------------------------------------------- */

/* A stream of open_memstream(3) cuts the text when there is no memory, without
 * an error. So the memory stream here is our own. */
struct text {
    char **text, *at; /* the caller's pointer to the text; the text itself */
    size_t *len, size;
};

static ssize_t append(void *cookie, const char *bytes, size_t count)
{
    struct text *t = cookie;
    size_t len = *t->len + count;
    if (len >= t->size)
        t->at = must_realloc(t->at, t->size = 2 * len + 1);
    memcpy(t->at + *t->len, bytes, count);
    t->at[len] = '\0';
    *t->len = len;
    *t->text = t->at;
    return (ssize_t)count;
}

static int forget(void *cookie)
{
    free(cookie);
    return 0;
}

FILE *must_open_memstream(char **text, size_t *len)
{
    struct text *t = must_malloc(sizeof *t);
    *text = must_strdup("");
    *t = (struct text){text, *text, len, 1};
    *len = 0;
    FILE *stream = fopencookie(
        t, "w", (cookie_io_functions_t){.write = append, .close = forget});
    if (stream == NULL)
        out_of_memory("fopencookie");
    return stream;
}

void must_fclose(FILE *stream)
{
    if (ferror(stream) | fclose(stream))
        out_of_memory("fclose");
}
