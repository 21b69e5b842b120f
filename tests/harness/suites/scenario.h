/* scenario.h - the suites as a list of scenarios, with one verdict each. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "document.h"
#include "suite.h"

struct scenario {
    const struct suite *suite;
    const struct row *row;
    int step, number; /* its number in the order of the files */
    bool for_readers; /* played in the plain build alone */
    bool first;       /* of its step, but for those: played in both builds */
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
#endif
