/* spy_heap.c - see spy_inside.h: who took no memory has none to lose.
 *
 * LeakSanitizer's look at all memory, when a program ends, costs as much as all
 * else that the program does here. Each of these goes on in its place: a report
 * of the sanitizers must not show a frame of ours. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "spy_inside.h"

static bool has_heap; /* it took memory by itself */
/* The sum of all lists that are not given back, each bit turned around: what
 * looks like an address would be a way to reach it, and no leak. */
static uintptr_t lists = UINTPTR_MAX;

void spy_owes(const struct addrinfo *list)
{
    lists -= (uintptr_t)list;
}

void __real_freeaddrinfo(struct addrinfo *list);
void __wrap_freeaddrinfo(struct addrinfo *list);
void __wrap_freeaddrinfo(struct addrinfo *list)
{
    lists += (uintptr_t)list;
    __real_freeaddrinfo(list);
}

/* LeakSanitizer asks this, when a program ends: lsan_interface.h. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return !has_heap && lists == UINTPTR_MAX;
}

/* The harness may have told LeakSanitizer not to look: then it asks us. */
__attribute__((destructor)) static void note_end(void)
{
    if (!__lsan_is_turned_off())
        spy_log->may_leak = 1;
}

/* name(parameters) is name(arguments), as before. */
#define NOTED(type, name, parameters, arguments)                               \
    type __real_##name parameters;                                             \
    type __wrap_##name parameters;                                             \
    type __wrap_##name parameters                                              \
    {                                                                          \
        has_heap = true;                                                       \
        return __real_##name arguments;                                        \
    }

NOTED(void *, malloc, (size_t size), (size))
NOTED(void *, calloc, (size_t n, size_t size), (n, size))
NOTED(void *, realloc, (void *old, size_t size), (old, size))
NOTED(void *, reallocarray, (void *old, size_t n, size_t size), (old, n, size))
NOTED(void *, aligned_alloc, (size_t to, size_t size), (to, size))
NOTED(int, posix_memalign, (void **p, size_t to, size_t size), (p, to, size))
NOTED(char *, strdup, (const char *s), (s))
NOTED(char *, strndup, (const char *s, size_t most), (s, most))
NOTED(ssize_t, getline, (char **line, size_t *size, FILE *in), (line, size, in))
NOTED(ssize_t, getdelim, (char **line, size_t *size, int end, FILE *in),
      (line, size, end, in))
NOTED(FILE *, fopen, (const char *path, const char *mode), (path, mode))
NOTED(FILE *, fdopen, (int fd, const char *mode), (fd, mode))
NOTED(FILE *, freopen, (const char *path, const char *mode, FILE *old),
      (path, mode, old))
NOTED(DIR *, opendir, (const char *path), (path))
NOTED(FILE *, popen, (const char *command, const char *mode), (command, mode))
NOTED(FILE *, tmpfile, (void), ())
NOTED(FILE *, open_memstream, (char **text, size_t *size), (text, size))
