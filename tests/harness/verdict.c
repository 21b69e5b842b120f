/* verdict.c - see verdict.h. */
#include "verdict.h"

const char *verdict_word(enum verdict v)
{
    static const char *const words[] = {"pass", "FAIL", "todo", "not checked"};
    return words[v];
}
