/* suite.h - the demands of a lab: one table in each tests/labNN.c. */
#ifndef SUITE_H
#define SUITE_H

#include "check.h"

struct row {
    enum { ROW_END, ROW_TALKS, ROW_WINDOWS, ROW_EXCERPTS, ROW_CHECK } kind;
    const char *file;  /* a Markdown file, from the root; CHECK: NULL */
    int expected;      /* ...how many it must have, so that none gets lost */
    int step;          /* CHECK: the step that it tests */
    const char *title; /* ...what it demands, */
    void (*check)(struct check *); /* ...and its function */
    bool slow; /* ...it takes seconds: `make watch` leaves it out */
    bool many; /* ...of clients or bytes: it is traced only if it fails */
};

struct suite {
    const char *lab; /* lab03-accept-recv */
    int steps;
    const struct row *rows;
};

/* Rows: a file with `count` conversations; a file with `count` conversations
 * for Windows alone; the `count` excerpts of a handout; a check; a check that
 * takes seconds; one with many clients, or many bytes. */
#define TALKS(file, count)                                                     \
    {                                                                          \
        ROW_TALKS, file, count, 0, NULL, NULL, false, false                    \
    }
#define WINDOWS(file, count)                                                   \
    {                                                                          \
        ROW_WINDOWS, file, count, 0, NULL, NULL, false, false                  \
    }
#define EXCERPTS(file, count)                                                  \
    {                                                                          \
        ROW_EXCERPTS, file, count, 0, NULL, NULL, false, false                 \
    }
#define CHECK(step, title, function)                                           \
    {                                                                          \
        ROW_CHECK, NULL, 1, step, title, function, false, false                \
    }
#define SLOW_CHECK(step, title, function)                                      \
    {                                                                          \
        ROW_CHECK, NULL, 1, step, title, function, true, false                 \
    }
#define MANY_CHECK(step, title, function)                                      \
    {                                                                          \
        ROW_CHECK, NULL, 1, step, title, function, false, true                 \
    }
#define END_OF_SUITE                                                           \
    {                                                                          \
        ROW_END, NULL, 0, 0, NULL, NULL, false, false                          \
    }

/* The suites of all labs, and NULL: tests/suites.c. */
extern const struct suite *const suites[];

#endif
