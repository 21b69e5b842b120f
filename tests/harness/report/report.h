/* report.h - the tables that people read. */
#ifndef REPORT_H
#define REPORT_H

#include "outcome.h"
#include "score.h"

/* What is known of a scenario so far. */
struct result {
    const char *lab, *title;
    int step;
    bool known;
    bool kept; /* not tested again: its step keeps the last run's score */
    enum verdict verdict;
    bool again;             /* it was played a second time */
    enum unchecked why;     /* NOT_CHECKED: the reason... */
    int needs;              /* ...NEEDS_STEP: the step */
    struct findings shown;  /* FAIL: by this failure alone */
    struct finding finding; /* ...and what is said of it */
    bool told;              /* it is the failure that is told: choose_told() */
    char *story;
};

/* Does this result keep its step from passing? */
bool result_blocks(const struct result *r);

/* Compute the scores of these scenarios' steps. */
void report_score(struct lab_score *all, const struct result *results,
                  int count);

/* The table of one lab, then one failure with a hint, then what is next. If
 * only_step is not 0, it lists that step's scenarios instead. */
void report_lab(const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, int only_step);

/* A lab that does not compile, with the compiler's message and our finding. */
void report_not_compiled(const char *lab, const char *words,
                         const struct finding *f);

/* One line of progress, if stderr is a terminal. */
void report_progress(int done, int of);

/* The first thing that the tests themselves lacked; NULL: they lacked
 * nothing. */
const char *report_lack(const struct result *results, int count);

/* The last lines: the progress bar of all labs, from the saved scores; what the
 * tests have lacked; and, unless quick, "N passed, N failed". */
void report_sum(const struct result *results, int count, bool quick);

/* Print the last of them alone: "N todo, N not checked", if there are any, and
 * "N passed, N failed". */
void report_counts(const struct result *results, int count);

/* The index of the failure that is told with its story; -1: nothing has
 * failed. */
int report_told(const struct result *results, int count);

#endif
