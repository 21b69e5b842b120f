/* kept.h - failures saved in a folder, one file each, so that they can be told
 * again without playing. Those of the last run are in tests/build/outcomes/LAB.
 */
#ifndef KEPT_H
#define KEPT_H

#include "evidence.h"

struct kept {
    char *title; /* of the scenario */
    int step, number;
    struct evidence *evidence;
};

/* Put the folder of a lab's last run into path (PATH_MOST bytes); return it. */
const char *kept_folder(char *path, const char *lab);
/* Delete all failures in a folder. */
void kept_forget(const char *folder);
/* Save a failure. Errors are ignored: a read-only project keeps none. */
void kept_write(const char *folder, int step, int number, const char *title,
                struct evidence *e);

/* Read the failures in a folder, of one step or of all (step 0), sorted by
 * scenario, into a malloc'ed array. Returns how many. A file that is not
 * understood is left out, after a message on stderr; -1: no file was
 * understood. */
int kept_read(const char *folder, int step, struct kept **all);
/* Read the failure in one file. False, after a message on stderr, if the file
 * is not understood. */
bool kept_read_file(struct kept *k, const char *path);
void kept_free(struct kept *all, int count);

#endif
