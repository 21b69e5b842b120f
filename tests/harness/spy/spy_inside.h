/* spy_inside.h - the spy, which is linked into a sanitized program: its parts.
 *
 * It tells its tracer, by notes (note.h), what no system call shows; nothing is
 * decided by that. It uses neither stdio nor the heap: they belong to the
 * program. */
#ifndef SPY_INSIDE_H
#define SPY_INSIDE_H

#include <netdb.h>

#include "note.h"

/* --- spy_lookup.c --------------------------------------------------------- */

/* Tell this; errno stays. */
void spy_tell(enum note what, long a, long b, long c, const void *from,
              const void *above);

/* --- spy_heap.c: what may leak -------------------------------------------- */

/* The program got this list of addresses, and must free it. */
void spy_owes(const struct addrinfo *list);

#endif
