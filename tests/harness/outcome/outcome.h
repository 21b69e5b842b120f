/* outcome.h - what became of a scenario, and all that there is to tell of
 * it. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "evidence.h"
#include "finding.h"
#include "verdict.h"

struct outcome {
    enum verdict verdict;
    enum unchecked why;        /* if it is NOT_CHECKED */
    struct evidence *evidence; /* if it is FAIL, until it is explained */
    struct finding finding;    /* then: what was done wrong */
    char *story;               /* what happened, malloc'ed; NULL: it passes */
};

/* Free what it owns. */
void outcome_free(struct outcome *o);

/* As one text, without a NUL in it, and back. outcome_read() returns false if
 * the text is none that outcome_text() has made. */
char *outcome_text(const struct outcome *o);
bool outcome_read(struct outcome *o, const char *text);

#endif
