/* wave.h - scenarios that run side by side, with Criterion as the frame.
 *
 * A step is a test of Criterion's, which schedules them and keeps each in a
 * process of its own. There its scenarios are processes of ours: as tests of
 * Criterion's they would cost 20 ms of processor time each, before anything is
 * played. Its reporter, its time limit and its exit status are not used: it
 * says 0 for no test at all. */
#ifndef WAVE_H
#define WAVE_H

#include "scenario.h"

struct wave {
    pid_t pid;
    int fd;     /* readable when a verdict has come, or the end */
    int status; /* at the end: waitpid's of its process */
};

/* With one build only (quick); in Criterion's frame, or without it. */
struct wave_manner {
    bool quick, framed;
};

/* Run these scenarios of one lab, about `jobs` at a time. */
struct wave wave_start(const struct scenario *rows, int count,
                       struct wave_manner how, int jobs);

/* End it, if it has not ended: what it would still say is of no interest. */
void wave_stop(struct wave *w);

/* What became of one of the rows. */
struct news {
    int index; /* its place among them */
    struct outcome outcome;
};

/* Take the next news. False at the end; then the wave is gone. */
bool wave_next(struct wave *w, struct news *n);

#endif
