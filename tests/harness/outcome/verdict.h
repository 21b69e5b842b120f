/* verdict.h - the four verdicts, and the reasons for the last of them. */
#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>

enum verdict { PASS, FAIL, TODO, NOT_CHECKED };

/* Why a scenario was not checked. Only the first reason lets its step pass. */
enum unchecked {
    CANNOT_SHOW,   /* this system cannot show what the scenario tests */
    PREVENTED,     /* the program under test has made it impossible */
    NEEDS_STEP,    /* an earlier step has to pass first */
    ENOUGH_FAILED, /* enough other scenarios of its step have failed */
    TIME_UP,       /* it was not played, or not to its end, in time */
    NO_PROGRAM,    /* the program does not compile, or is missing */
    HARNESS_LACKS  /* the tests themselves lack something: lack.h */
};

/* "pass", "FAIL", "todo", "not checked". */
const char *verdict_word(enum verdict v);
/* The verdict with this word; false if there is none. */
bool verdict_of(const char *word, enum verdict *v);
/* For tables and records: "needs a step", "the time was up", ... */
const char *unchecked_word(enum unchecked why);

#endif
