/* calls.h - the calls that a program has made, as its tracer has noted them.
 *
 * Without a tracer the list is empty, which says nothing about the program. */
#ifndef CALLS_H
#define CALLS_H

#include <stdbool.h>
#include <stddef.h>

#include "spy_log.h"

/* Where a call stands in the program's source: file, line and step. */
struct place {
    uint64_t address; /* a return address, or a number of a stack: places.c */
    char file[64];    /* "server.c"; "": not in the lab's files, or not known */
    int line, step;
};

struct calls {
    struct spy_call *of; /* in their order */
    int count;
    struct spy_call now; /* the call that has not returned; times 0: none */
    struct spy_call others[SPY_ACTORS]; /* ...of its threads and children */
    int other_count;
    uint64_t base;
    const char *program;  /* its path */
    struct place *places; /* after calls_resolve(); sorted by address */
    int place_count;
    struct stack_log *stacks; /* until then; NULL: none were copied */
};

/* Copy the calls noted so far; log may be NULL. */
void calls_read(struct calls *c, const struct spy_log *log,
                const char *program);
void calls_free(struct calls *c);

/* The next call of this name after `after` (NULL: the first); SPY_NONE matches
 * every name. NULL if there is none. */
const struct spy_call *calls_next(const struct calls *c,
                                  const struct spy_call *after,
                                  enum spy_name name);
const struct spy_call *calls_last(const struct calls *c, enum spy_name name);
/* How often this call was made. */
unsigned calls_sum(const struct calls *c, enum spy_name name);

/* "recv", "select", ... */
const char *call_name(const struct spy_call *call);
/* Find the places of all calls at once, and that of a sanitizer's report (NULL:
 * none): places.c. A second call does nothing. */
void calls_resolve(struct calls *c, const char *report);
/* Where a call stands in the program's source. For a call inside a helper of
 * common/, it is the call of that helper. NULL: not known, or not resolved. */
const struct place *call_place(const struct calls *c,
                               const struct spy_call *call);
/* Where the function that this place is in was called, if all frames of the
 * stack are known. NULL: not known. */
const struct place *call_place_above(const struct calls *c,
                                     const struct spy_call *call);

/* The report's first frame in a file of the student's. NULL: not known. */
const struct place *report_place(const struct calls *c);

#endif
