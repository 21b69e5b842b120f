/* verdict.h - what became of a scenario. */
#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>

enum verdict { PASS, FAIL, TODO, NOT_CHECKED };

/* "pass", "FAIL", "todo", "not checked". */
const char *verdict_word(enum verdict v);
/* The verdict of a word; false if it is none. */
bool verdict_of(const char *word, enum verdict *v);

#endif
