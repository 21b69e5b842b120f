/* together.h - the failures of a lab, weighed together: which one is told, and
 * what is said of it. */
#ifndef TOGETHER_H
#define TOGETHER_H

#include "finding.h"

/* A failing scenario, in the order of the lab. */
struct failure {
    int step;
    const struct findings *shown; /* by its evidence; not owned */
};

struct choice {
    int told;               /* its index; -1: there is no failure */
    struct finding finding; /* UNNAMED: none explains enough */
};

/* What explains the simplest failure goes first: the one of the lowest step, in
 * which nothing was made to fail, with the fewest lines. Of several names, the
 * one wins that explains more failures. A name that was only seen where a call
 * was made to fail is not said while a simpler failure has none. */
struct choice together(const struct failure *of, int count);

#endif
