/* pace.h - how long each scenario took the last time.
 *
 * Who takes longest begins first, so that in the end nobody waits for one that
 * sleeps by itself. Kept in tests/build/progress/LAB.pace; without it, or where
 * it is no use, all begin in their order. */
#ifndef PACE_H
#define PACE_H

#include "scenario.h"

/* Put the indices of these scenarios, of one lab, into the order in which they
 * had better begin. One that is new comes first. */
void pace_order(const struct scenario *rows, int count, int *order);

/* Keep how many milliseconds each has taken now; 0: it was not played, and what
 * was known before stays. Best effort: a read-only tree has no pace. */
void pace_save(const struct scenario *rows, const int *ms, int count);

#endif
