/* kept.h - the failures of the last run, in tests/build/outcomes/LAB: a file
 * for each, to be told again without playing. */
#ifndef KEPT_H
#define KEPT_H

#include "evidence.h"

struct kept {
    char *title; /* what was demanded */
    int step, number;
    struct evidence *evidence;
};

/* Forget what is kept of a lab. */
void kept_forget(const char *lab);
/* Keep a failure. Best effort: a tree that cannot be written has none. */
void kept_write(const char *lab, int step, int number, const char *title,
                struct evidence *e);

/* All that is kept of a lab (step 0) or of one step, in the order of its
 * scenarios, malloc'ed. Returns how many. A file that is not understood is
 * left out, after a message on stderr. */
int kept_read(const char *lab, int step, struct kept **all);
void kept_free(struct kept *all, int count);

#endif
