/* wave.h - scenarios that run side by side, with Criterion as the frame.
 *
 * Criterion schedules them and keeps each in a process of its own. Its
 * reporter, its time limit and its exit status are not used: it says 0 for no
 * test at all. */
#ifndef WAVE_H
#define WAVE_H

#include "scenario.h"

struct wave {
    pid_t pid;
    int fd; /* readable when a verdict has come, or the end */
};

/* Run all builds (quick: one) of these scenarios of one lab, `jobs` at a time;
 * read_for says which step they were read for (0: all), so that they are found
 * again. */
struct wave wave_start(const struct scenario *rows, int count, int read_for,
                       bool quick, int jobs);

/* End it at once: what it would still say is of no interest. */
void wave_stop(struct wave *w);

/* Take the next verdict: of row `index`, with its story (malloc'ed) unless it
 * passes. False at the end; then the wave is gone. */
bool wave_next(struct wave *w, int *index, enum verdict *v, char **story);

#endif
