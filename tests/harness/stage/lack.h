/* lack.h - what the tests themselves lack is no fault of a program's.
 *
 * A call of the harness's own can fail for want of something: descriptors,
 * processes, memory, a terminal. Where it fails, that is noted here, and the
 * scenario is not checked, whichever of its lines went wrong. What a program
 * under test lacks is its own matter. */
#ifndef LACK_H
#define LACK_H

#include <stdbool.h>

#include "outcome.h"

/* The exit status of a run that could not test something for such a reason; and
 * of a process of ours that got no child. */
enum { LACKING = 70, NO_CHILD = 72 };

/* A call of ours has failed with errno, which stays as it is. If that tells of
 * a lack, note it: the first one counts. */
void lack_note(const char *call);
/* What is wanted, what is there, and what to do, in one or two sentences for
 * people; NULL: nothing was lacking. */
const char *lack_told(void);
/* A process of ours has ended without its verdict: waitpid's status. */
void lack_note_ended(int status);
/* The outcome of a scenario for which this was lacking. */
struct outcome lack_outcome(void);
/* A run cannot go on: tell people what was noted, or else errno, and end. */
_Noreturn void lack_end(void);
/* A new scenario begins. */
void lack_forget(void);

/* Raise our limits as far as this user may, and note one that stays too low. */
void lack_look_at_limits(void);
/* Look for what every test needs, after the limits were raised as far as this
 * user may. True if something is lacking, which is noted. */
bool lack_look(void);
/* Before a run: look for what many of them need at a time, too, and Criterion,
 * if it is their frame. */
bool lack_look_first(bool framed);

/* Look for all of it, and report each thing: its name, and what lack_told() says
 * of it (NULL: it is here). */
void lack_look_each(void (*report)(const char *what, const char *lacking));

/* This is how a scenario has ended. If it failed where something was lacking,
 * or is now, it is not checked, and its story is what is told of that. */
void lack_excuses(struct outcome *end);

#endif
