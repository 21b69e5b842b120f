/* lack.h - what the harness itself lacks, so that no program is blamed for it.
 *
 * A call of the harness can fail because there are too few descriptors,
 * processes or terminals, or too little memory. This is noted here, and then
 * the scenario is not checked, whichever of its lines went wrong. It does not
 * concern calls of the program under test. */
#ifndef LACK_H
#define LACK_H

#include <stdbool.h>

#include "outcome.h"

/* The exit status of a run that could not test something for such a reason, and
 * of a process of the harness that could not fork. */
enum { LACKING = 70, NO_CHILD = 72 };

/* A call of the harness has failed with errno, which is not changed. If a lack
 * is the cause, note it, unless one was noted before. */
void lack_note(const char *call);
/* What is needed, what is there, and what to do, in one or two sentences; NULL:
 * nothing was lacking. */
const char *lack_told(void);
/* Note that a process of the harness ended without a verdict, with this status
 * of waitpid(2). */
void lack_note_ended(int status);
/* The outcome of a scenario for which this was lacking. */
struct outcome lack_outcome(void);
/* The run cannot go on: print what was noted, or else errno, and exit. */
_Noreturn void lack_end(void);
/* Forget what was noted: a new scenario begins. */
void lack_forget(void);

/* Raise the limits as far as this user may. If one stays too low, note it. */
void lack_look_at_limits(void);
/* Look for what every test needs, after the limits were raised as far as this
 * user may. True if something is lacking, which is noted. */
bool lack_look(void);
/* Before a run: look for what many of them need at a time, too, and Criterion,
 * if it is their frame. */
bool lack_look_first(bool framed);

/* Look for all of it, and report each thing: its name, and what lack_told()
 * says of it (NULL: it is here). */
void lack_look_each(void (*report)(const char *what, const char *lacking));

/* The outcome of a scenario. If it failed, or its fault never came, and
 * something was or is lacking, it becomes "not checked": the lack is its
 * story. */
void lack_excuses(struct outcome *end);

#endif
