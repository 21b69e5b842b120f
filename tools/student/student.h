/* student.h - functions that several of the student's tools need. */
#ifndef STUDENT_H
#define STUDENT_H

#include "guide.h"
#include "score.h"

/* The lab and step that a command is for, and the lab's scores. */
struct topic {
    struct guide guide;
    struct lab_score score;
    int step; /* 0: no step was named, and all pass */
};

/* Choose them from the arguments LAB and STEP. Without LAB, it is the lab of
 * the last make watch, or the first that is not done; without STEP, its first
 * step that does not pass. If there is no such lab or step, a message says so,
 * and the program ends. */
void topic_choose(struct topic *t, int argc, char **argv);
/* Note that the student works on this lab. */
void topic_keep(const char *lab);

/* "not tested yet", "changed since it was tested", or "". */
const char *topic_remark(const char *lab);

/* Find out whether server.c or client.c has this step, put its path from the
 * root into `relative`, of 128 bytes, and read it: the student's file, or the
 * one below `folder`. False if the step is missing or not complete. */
bool topic_source(struct source *s, const struct topic *t, const char *folder,
                  char *relative);

#endif
