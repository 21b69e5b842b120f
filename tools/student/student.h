/* student.h - what the tools of the student's loop have in common. */
#ifndef STUDENT_H
#define STUDENT_H

#include "guide.h"
#include "score.h"

/* What a command is about: a lab, one of its steps, and how they stand. */
struct topic {
    struct guide guide;
    struct lab_score score;
    int step; /* 0: no step was named, and all pass */
};

/* From the arguments LAB and STEP, either of which may be empty: then it is the
 * lab that make watch was about (or the first that is not done), and its first
 * step that does not pass. Ends the program, saying why, if there is no such
 * lab or step. */
void topic_choose(struct topic *t, int argc, char **argv);
/* Note that this lab is what the student works on. */
void topic_keep(const char *lab);

/* "not tested yet", "changed since it was tested", or "". */
const char *topic_remark(const char *lab);

/* server.c or client.c: where this step stands; its path from the root into
 * `relative`, of 128 bytes. The text is read from there, or from below
 * `folder`. False if the step is not there, or not whole. */
bool topic_source(struct source *s, const struct topic *t, const char *folder,
                  char *relative);

#endif
