/* verdict.c - see verdict.h. */
#include "verdict.h"

#include <string.h>

static const char *const words[] = {"pass", "FAIL", "todo", "not checked"};

const char *verdict_word(enum verdict v)
{
    return words[v];
}

const char *unchecked_word(enum unchecked why)
{
    static const char *const reasons[] = {
        [CANNOT_SHOW] = "this system cannot show it",
        [PREVENTED] = "the program prevents it",
        [NEEDS_STEP] = "needs a step",
        [ENOUGH_FAILED] = "enough have failed",
        [TIME_UP] = "the time was up",
        [NO_PROGRAM] = "there is no program",
        [HARNESS_LACKS] = "the tests lack something"};
    return reasons[why];
}

bool verdict_of(const char *word, enum verdict *v)
{
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (strcmp(words[i], word) == 0) {
            *v = (enum verdict)i;
            return true;
        }
    return false;
}
