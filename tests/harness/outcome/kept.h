/* kept.h - failures in a folder, a file for each, to be told again without
 * playing. Those of the last run are in tests/build/outcomes/LAB. */
#ifndef KEPT_H
#define KEPT_H

#include "evidence.h"

struct kept {
    char *title; /* what was demanded */
    int step, number;
    struct evidence *evidence;
};

/* The folder of a lab's last run, in a buffer of PATH_MOST. */
const char *kept_folder(char *path, const char *lab);
/* Forget all failures in a folder. */
void kept_forget(const char *folder);
/* Keep a failure. Best effort: a tree that cannot be written has none. */
void kept_write(const char *folder, int step, int number, const char *title,
                struct evidence *e);

/* All that is kept in a folder (step 0) or of one step, in the order of its
 * scenarios, malloc'ed. Returns how many. A file that is not understood is
 * left out, after a message on stderr; -1: that was all that there is. */
int kept_read(const char *folder, int step, struct kept **all);
/* The failure in one file, whatever its name. False, after a message on stderr,
 * if it is not understood. */
bool kept_read_file(struct kept *k, const char *path);
void kept_free(struct kept *all, int count);

#endif
