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

/* A sure name goes before one that is only likely, and one that explains more
 * failures before one that explains fewer; among equals, the one that explains
 * the simplest failure: of the lowest step, in which nothing was made to fail,
 * with the fewest lines. A name that was only seen where a call was made to
 * fail is not said while the simplest failure needed no such thing. */
struct choice together(const struct failure *of, int count);

#endif
