/* verdict.h - what became of a scenario. */
#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>

enum verdict { PASS, FAIL, TODO, NOT_CHECKED };

/* Why a scenario was not checked. Only of the first kind a step can pass. */
enum unchecked {
    CANNOT_SHOW,   /* this system cannot show what it is about */
    PREVENTED,     /* the program under test has made it impossible */
    NEEDS_STEP,    /* an earlier step has to pass first */
    ENOUGH_FAILED, /* enough others of its step have failed */
    TIME_UP,       /* it was not played, or not to its end, in time */
    NO_PROGRAM,    /* there is none: it does not compile, or is missing */
    HARNESS_LACKS  /* the tests themselves lack something: lack.h */
};

/* "pass", "FAIL", "todo", "not checked". */
const char *verdict_word(enum verdict v);
/* The verdict of a word; false if it is none. */
bool verdict_of(const char *word, enum verdict *v);
/* For tables and records: "needs a step", "the time was up", ... */
const char *unchecked_word(enum unchecked why);

#endif
