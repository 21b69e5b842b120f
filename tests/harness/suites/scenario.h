/* scenario.h - the suites as a list of scenarios, with one verdict each. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "document.h"
#include "suite.h"

struct scenario {
    const struct suite *suite;
    const struct row *row;
    int step, number; /* its number in the order of the files */
    char *title;
    struct document *document;       /* TALKS and EXCERPTS */
    const struct conversation *talk; /* TALKS */
};

struct scenario_list {
    bool for_students, for_windows;
    struct scenario *of;
    int count;
};

/* List the scenarios of the labs whose name begins with `lab` (NULL: all), and
 * of `step` (0: all). A quick run and a student's copy leave out the scenarios
 * that compare the reference with the handout. False, after a message on
 * stderr, if a file is not understood or has another number of conversations
 * than its row says. */
bool scenarios_read(struct scenario_list *list, const char *lab, int step,
                    bool quick);
/* The same for Windows: only conversations, also those for Windows alone. */
bool scenarios_read_for_windows(struct scenario_list *list, const char *lab);

/* Does it start this program ("server" or "client")? */
bool scenario_uses(const struct scenario *s, const char *program);
/* From now on play the programs in this folder as build 1, instead of the lab's
 * own: a mutant or a variant. If `each`, it has a folder for each lab: a
 * submission. */
void scenario_programs(const char *folder, bool each);
/* From now on save failures in this folder (NULL: that of the lab's last run),
 * so that they can be told again: kept.h. Those of a submission are saved in
 * FOLDER/LAB. Of several failures of a scenario the first is kept. */
void scenarios_keep(const char *folder);
/* Delete what scenarios_keep() has saved of this scenario, if it was given a
 * folder: the scenario passes after all, or is played again. */
void scenario_forget(const struct scenario *s);
/* Run a scenario with each of its builds (quick: with the sanitized one). The
 * outcome is that of the first build that does not pass. */
struct outcome scenario_run(const struct scenario *s, bool quick);

#endif
