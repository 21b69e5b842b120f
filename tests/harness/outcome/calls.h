/* calls.h - what a program has called, as its spy has noted it.
 *
 * Where there is no spy, there are no calls, and nothing may be concluded. */
#ifndef CALLS_H
#define CALLS_H

#include <stdbool.h>
#include <stddef.h>

#include "spy_log.h"

/* Where an address lies in the program's own text: its file, line and step. */
struct place {
    uint64_t address;
    char file[64]; /* "server.c"; "": in none of its own, or not known */
    int line, step;
};

struct calls {
    struct spy_call *of; /* in their order */
    int count;
    struct spy_call now; /* the one that the program is in; times 0: none */
    struct spy_call others[SPY_ACTORS]; /* ...and its threads and children */
    int other_count;
    uint64_t base;
    const char *program;  /* its path */
    struct place *places; /* once they are resolved; sorted by address */
    int place_count;
};

/* Take what was noted so far; log may be NULL. */
void calls_read(struct calls *c, const struct spy_log *log,
                const char *program);
void calls_free(struct calls *c);

/* The next call of this name behind `after` (NULL: the first); SPY_NONE stands
 * for any. NULL if there is none. */
const struct spy_call *calls_next(const struct calls *c,
                                  const struct spy_call *after,
                                  enum spy_name name);
const struct spy_call *calls_last(const struct calls *c, enum spy_name name);
/* How often it was called. */
unsigned calls_sum(const struct calls *c, enum spy_name name);

/* "recv", "select", ... */
const char *call_name(const struct spy_call *call);
/* Find the places of all calls at once: places.c. Twice is harmless. */
void calls_resolve(struct calls *c);
/* Where a call stands in the program's own text. The helpers of common/ do not
 * count, but who calls them does. NULL: not known, or not resolved. */
const struct place *call_place(const struct calls *c,
                               const struct spy_call *call);

#endif
