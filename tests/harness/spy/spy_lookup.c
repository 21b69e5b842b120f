/* spy_lookup.c - see spy_inside.h: a program looks a name up.
 *
 * The linker puts us there: ld(1), --wrap. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "spy_inside.h"

/* Who calls, and who calls them: it may be a helper. Their callers are built
 * with frame pointers, so the second one can be found. */
#pragma GCC diagnostic ignored "-Wframe-address"

void spy_tell(enum note what, long a, long b, long c, const void *from,
              const void *above)
{
    int saved = errno;
    syscall(NOTE_CALL, (long)what, a, b, c, from, above);
    errno = saved;
}

int __real_getaddrinfo(const char *host, const char *service,
                       const struct addrinfo *hints, struct addrinfo **found);
int __wrap_getaddrinfo(const char *host, const char *service,
                       const struct addrinfo *hints, struct addrinfo **found);
int __wrap_getaddrinfo(const char *host, const char *service,
                       const struct addrinfo *hints, struct addrinfo **found)
{
    static const struct addrinfo none;
    const struct addrinfo *h = hints ? hints : &none;
    spy_tell(NOTE_LOOKUP, h->ai_family, h->ai_socktype, h->ai_flags,
             __builtin_return_address(0), __builtin_return_address(1));
    int result = __real_getaddrinfo(host, service, hints, found);
    spy_tell(NOTE_FOUND, result, 0, 0, NULL, NULL);
    if (result == 0)
        spy_owes(*found);
    return result;
}
