/* report.h - the tables that people read. */
#ifndef REPORT_H
#define REPORT_H

#include "outcome.h"
#include "score.h"

/* What is known of a scenario by now. */
struct result {
    const char *lab, *title; /* its lab, and what is demanded */
    int step;
    bool known;
    bool kept; /* not tested again: the score of its step is the one before */
    enum verdict verdict;
    bool again;         /* it was played a second time */
    enum unchecked why; /* NOT_CHECKED: the reason... */
    int needs;          /* ...NEEDS_STEP: this one */
    struct finding finding;
    char *story;
};

/* Does it keep its step from passing? What this system cannot show does not. */
bool result_blocks(const struct result *r);

/* Bring the scores of these scenarios' steps up to date. */
void report_score(struct lab_score *all, const struct result *results,
                  int count);

/* The table of one lab, then what failed first and a hint for it, then what is
 * next. With only_step (or 0) it lists that step's scenarios instead. */
void report_lab(const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, int only_step);

/* A lab that could not be tested, what the compiler said, and what is wrong
 * with it. */
void report_not_compiled(const char *lab, const char *words,
                         const struct finding *f);

/* One line while work goes on, on a terminal only. */
void report_progress(int done, int of);

/* What the tests have lacked, the first of it, if anything was not checked for
 * that; else NULL. */
const char *report_lack(const struct result *results, int count);

/* The last lines: a bar over all labs, as far as they were tested at any time;
 * what the tests have lacked; and, unless quick, the number of scenarios, and
 * "N passed, N failed". */
void report_sum(const struct result *results, int count, bool quick);

/* Which failure is told whole: the first whose mistake is known, or else just
 * the first. -1: nothing has failed. */
int report_told(const struct result *results, int count);

#endif
