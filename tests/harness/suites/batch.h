/* batch.h - scenarios that run side by side, with Criterion as the frame.
 *
 * A step is a test of Criterion's, which schedules them and keeps each in a
 * process of its own. There its scenarios are processes of ours: as tests of
 * Criterion's they would cost 20 ms of processor time each, before anything is
 * played. Its reporter, its time limit and its exit status are not used: it
 * says 0 for no test at all. */
#ifndef BATCH_H
#define BATCH_H

#include "scenario.h"

struct batch {
    pid_t pid;
    int fd;     /* readable when a verdict has come, or the end */
    int status; /* at the end: waitpid's of its process */
};

/* With one build only (quick); in Criterion's frame, or without it. */
struct batch_manner {
    bool quick, framed;
};

/* Run these scenarios of one lab, about `jobs` at a time. */
struct batch batch_start(const struct scenario *rows, int count,
                         struct batch_manner how, int jobs);

/* End it, if it has not ended: what it would still say is of no interest. */
void batch_stop(struct batch *b);

/* What became of one of the rows. */
struct completion {
    int index; /* its place among them */
    struct outcome outcome;
};

/* Take the next completion. False at the end; then the batch is gone. */
bool batch_next(struct batch *b, struct completion *n);

#endif
