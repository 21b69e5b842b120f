/* scenario.h - the suites, spread out: one scenario, one test, one verdict. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "suite.h"

struct scenario {
    const struct suite *suite;
    const struct row *row;
    int step, number; /* its place in the files */
    char *title;
    struct document *document;       /* TALKS and EXCERPTS */
    const struct conversation *talk; /* TALKS */
};

struct scenario_list {
    bool for_students, for_windows;
    struct scenario *of;
    int count;
};

/* Spread out the suites whose lab begins with `lab` (NULL: all), and in them
 * the scenarios of `step` (0: all). In a quick run, and in a student's copy,
 * those are left out that hold the reference to its handout's words. False,
 * after a message on stderr, if a file is not understood or has another number
 * of conversations than its row says. */
bool scenarios_read(struct scenario_list *list, const char *lab, int step,
                    bool quick);
/* The same for Windows: conversations alone, with those that are for Windows
 * and nobody else. */
bool scenarios_read_for_windows(struct scenario_list *list, const char *lab);

/* Does it start this program ("server" or "client")? */
bool scenario_uses(const struct scenario *s, const char *program);
/* From now on the programs of build 1 are those in this folder, and not the
 * lab's own: a wrong program, a variant. Or it has a folder for each lab: a
 * submission. */
void scenario_programs(const char *folder, bool each);
/* From now on failures are kept, to be told again: kept.h. They are in this
 * folder (NULL: that of the lab's last run). */
void scenarios_keep(const char *folder);
/* Run one with each build that it is for (quick: with the sanitized one). The
 * first build that does not pass ends it: the outcome is its. */
struct outcome scenario_run(const struct scenario *s, bool quick);

#endif
