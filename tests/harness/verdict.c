/* verdict.c - see verdict.h. */
#include "verdict.h"

#include <string.h>

static const char *const words[] = {"pass", "FAIL", "todo", "not checked"};

const char *verdict_word(enum verdict v)
{
    return words[v];
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
