/* verdict.h - what became of a scenario. */
#ifndef VERDICT_H
#define VERDICT_H

enum verdict { PASS, FAIL, TODO, NOT_CHECKED };

/* "pass", "FAIL", "todo", "not checked". */
const char *verdict_word(enum verdict v);

#endif
