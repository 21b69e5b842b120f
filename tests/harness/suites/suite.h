/* suite.h - what a lab demands: one table in each tests/labNN.c. */
#ifndef SUITE_H
#define SUITE_H

#include "check.h"

struct row {
    enum { ROW_END, ROW_TALKS, ROW_WINDOWS, ROW_EXCERPTS, ROW_CHECK } kind;
    const char *file;  /* a Markdown file, from the root; CHECK: NULL */
    int expected;      /* ...and how many it has: a lost one must not pass */
    int step;          /* CHECK: the step that it tests */
    const char *title; /* ...what is demanded, */
    void (*check)(struct check *); /* ...and by whom */
};

struct suite {
    const char *lab; /* lab03-accept-recv */
    int steps;
    const struct row *rows;
};

/* A file with so many conversations; and so many for Windows alone; a handout's
 * excerpts; a function. */
#define TALKS(file, count)                                                     \
    {                                                                          \
        ROW_TALKS, file, count, 0, NULL, NULL                                  \
    }
#define WINDOWS(file, count)                                                   \
    {                                                                          \
        ROW_WINDOWS, file, count, 0, NULL, NULL                                \
    }
#define EXCERPTS(file, count)                                                  \
    {                                                                          \
        ROW_EXCERPTS, file, count, 0, NULL, NULL                               \
    }
#define CHECK(step, title, function)                                           \
    {                                                                          \
        ROW_CHECK, NULL, 1, step, title, function                              \
    }
#define END_OF_SUITE                                                           \
    {                                                                          \
        ROW_END, NULL, 0, 0, NULL, NULL                                        \
    }

/* All of them, and NULL: tests/suites.c. */
extern const struct suite *const suites[];

#endif
