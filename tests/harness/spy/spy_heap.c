/* spy_heap.c - see spy_inside.h: without allocations there are no leaks.
 *
 * LeakSanitizer's scan of the memory when a program ends costs as much as the
 * rest of its run, so a program that has allocated nothing skips it. The
 * wrappers end in tail calls: a sanitizer's report must not show them. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "spy_inside.h"

static bool has_heap; /* the program has called an allocating function */
/* UINTPTR_MAX minus the addresses of all lists that are not freed yet. We store
 * the complement, because LeakSanitizer would take a plain address here for a
 * pointer to the list, and report no leak. */
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

/* LeakSanitizer calls this when a program ends: lsan_interface.h. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return !has_heap && lists == UINTPTR_MAX;
}

/* The harness may turn LeakSanitizer off. Then may_leak tells the harness
 * whether to play once more with it. */
__attribute__((destructor)) static void note_end(void)
{
    if (!__lsan_is_turned_off())
        spy_tell(NOTE_MAY_LEAK, 0, 0, 0, NULL, NULL);
}

/* A program that does not tell this does not tell of leaks either. */
__attribute__((constructor)) static void note_beginning(void)
{
    spy_tell(NOTE_WATCHES_HEAP, 0, 0, 0, NULL, NULL);
}

/* Define a wrapper that notes the call and calls the function of libc. */
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
