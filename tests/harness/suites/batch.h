/* batch.h - scenarios that run side by side, with Criterion as the frame.
 *
 * A step is one Criterion test: Criterion schedules the steps and runs each in
 * a worker process. The worker forks a child for each scenario: as a Criterion
 * test, each scenario would cost 20 ms of processor time before it is played.
 * We do not use Criterion's reporter and time limit, nor its exit status, which
 * is 0 if no test ran at all. */
#ifndef BATCH_H
#define BATCH_H

#include "scenario.h"

struct batch {
    pid_t pid;
    int fd;     /* readable when a completion has come, or at the end */
    int status; /* at the end: the exit status of the process */
};

/* quick: play the sanitized build only. framed: run as Criterion tests. */
struct batch_manner {
    bool quick, framed;
};

/* Run these scenarios of one lab, about `jobs` at a time. */
struct batch batch_start(const struct scenario *rows, int count,
                         struct batch_manner how, int jobs);

/* Kill the batch if it still runs. Completions not taken yet are lost. */
void batch_stop(struct batch *b);

/* The outcome of one row. */
struct completion {
    int index; /* into the rows of batch_start() */
    struct outcome outcome;
};

/* Take the next completion. False at the end; then the batch has ended. */
bool batch_next(struct batch *b, struct completion *n);

#endif
