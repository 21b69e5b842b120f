/* marks.h - why a conversation is not played with Windows programs. */
#ifndef MARKS_H
#define MARKS_H

#include "scenario.h"

/* Why it says nothing about Windows; NULL: it does. */
const char *mark_posix_alone(const struct conversation *c);
/* Why Wine cannot show what it says about Windows; NULL: it can. */
const char *mark_beyond_wine(const struct conversation *c);
/* Print what is not played, and what Wine plays as on Linux, by reasons. */
void marks_put(const struct scenario_list *list);

#endif
