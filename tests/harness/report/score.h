/* score.h - the score of a step, from the verdicts of its scenarios.
 *
 * The last scores are kept in tests/build/progress/LAB, so that the progress
 * bar of all labs needs no new test. */
#ifndef SCORE_H
#define SCORE_H

#include "guide.h"
#include "verdict.h"

struct score {
    enum verdict verdict;
    enum unchecked why; /* NOT_CHECKED: the reason... */
    int needs;          /* ...NEEDS_STEP: the step; else 0 */
    int passed, of;     /* scenarios, without those this system cannot show */
    bool had;           /* passed before, and the tests now lack something */
};

struct lab_score {
    struct score steps[STEPS_MOST + 1]; /* steps[0] is not used */
};

/* Was the step not checked because the tests themselves lack something? */
bool score_lacks(const struct score *s);
/* The points of a step: all if it passes, or if it passed before and the tests
 * now lack something; else none. */
int score_points(const struct score *s, int points);

/* Load the last scores of a lab. If there are none, step 1 is todo, and the
 * others need it. */
void score_load(struct lab_score *all, const struct guide *g);
/* Save the scores. A step for which the tests lacked something keeps its score
 * of `before`. Errors are ignored: a read-only project has no progress. */
void score_save(const struct lab_score *all, const struct lab_score *before,
                const struct guide *g);

/* The first step that does not pass; 0 if all do. */
int score_next(const struct lab_score *all, const struct guide *g);

#endif
