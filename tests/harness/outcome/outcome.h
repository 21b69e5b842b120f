/* outcome.h - the result of a scenario: its verdict, and what there is to
 * tell. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "evidence.h"
#include "finding.h"
#include "verdict.h"

struct outcome {
    enum verdict verdict;
    enum unchecked why;        /* if it is NOT_CHECKED */
    struct evidence *evidence; /* if it is FAIL, until explain() */
    struct findings shown;     /* after explain(): what was done wrong */
    char *story;               /* what happened, malloc'ed; NULL: it passes */
};

/* Free what the outcome owns. */
void outcome_free(struct outcome *o);

/* Write an outcome as one string, and read it back. outcome_read() returns
 * false if outcome_text() did not write this text. */
char *outcome_text(const struct outcome *o);
bool outcome_read(struct outcome *o, const char *text);

#endif
