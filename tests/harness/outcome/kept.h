/* kept.h - failures saved in a folder, one file each, so that they can be told
 * again without playing. Those of the last run are in tests/build/outcomes/LAB.
 * Grading saves those of a submission in a single file. */
#ifndef KEPT_H
#define KEPT_H

#include <stdio.h>

#include "evidence.h"

enum { KEPT_MOST = 500 }; /* at most so many are read of a folder or a file */

struct kept {
    char *title; /* of the scenario */
    int step, number;
    struct evidence *evidence;
};

/* Put the folder of a lab's last run into path (PATH_MOST bytes); return it. */
const char *kept_folder(char *path, const char *lab);
/* Delete all failures in a folder. */
void kept_forget(const char *folder);
/* Delete one of them. */
void kept_forget_one(const char *folder, int step, int number);
/* Is it small enough to be saved? A stranger's program decides how many bytes
 * its evidence has. A failure that fits makes a file of some MiB at most. */
bool kept_fits(const struct evidence *e);
/* Save a failure, unless the folder has one of this scenario already. Errors
 * are ignored: a read-only project keeps none. */
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
/* The same from an open file, of which so many lines were read before. */
bool kept_read_from(struct kept *k, FILE *file, const char *name, int lines);
/* Read all failures of one file into a malloc'ed array. Each begins with a line
 * "failure STEP-NUMBER" and goes on as kept_write() writes it. Returns how
 * many. A failure that is not understood is left out and counted in *broken,
 * after a message on stderr. Returns -1, after a message, if the file cannot
 * be opened. */
int kept_read_many(const char *path, struct kept **all, int *broken);
void kept_free(struct kept *all, int count);

#endif
