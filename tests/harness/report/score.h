/* score.h - what the verdicts of its scenarios make of a step, and of a lab.
 *
 * The last scores are kept in tests/build/progress/LAB: the other labs' part of
 * a progress bar, and what a student has done by now, need no new test. */
#ifndef SCORE_H
#define SCORE_H

#include "guide.h"
#include "verdict.h"

struct score {
    enum verdict verdict;
    enum unchecked why; /* NOT_CHECKED: the reason... */
    int needs;          /* ...NEEDS_STEP: this one; else 0 */
    int passed, of;     /* scenarios, without those this system cannot show */
    bool had;           /* the tests lack something; it has passed before */
};

struct lab_score {
    struct score steps[STEPS_MOST + 1]; /* step 1 is steps[1] */
};

/* Was it not checked because the tests themselves lack something? */
bool score_lacks(const struct score *s);
/* The points of a step: all of them if it passes, or had passed when the tests
 * came to lack something; else none. */
int score_points(const struct score *s, int points);

/* What was kept of a lab; every step is todo if nothing was. */
void score_load(struct lab_score *all, const struct guide *g);
/* Keep it; of a step for which the tests lacked something, what it had before.
 * Best effort: a read-only tree has no progress. */
void score_save(const struct lab_score *all, const struct lab_score *before,
                const struct guide *g);

/* The first step that does not pass; 0 if all do. */
int score_next(const struct lab_score *all, const struct guide *g);

#endif
