/* turn.h - one run at a time builds and tests in this tree.
 *
 * A run that builds would replace the programs that another one is testing. So
 * each takes a turn: a lock on tests/build/turn.lock. The descriptor is
 * inherited by what the run starts, make and compilers too, and the lock lasts
 * until the last of them has ended. `cell` keeps it from programs under test.
 *
 * Where the file system has no locks, that is said, and there are no turns. */
#ifndef TURN_H
#define TURN_H

#include <stdbool.h>

/* Wait for the turn. It says so on stderr if that takes a second. */
void turn_wait(void);
/* Take the turn if nobody has it, and nobody is in turn_wait(). */
bool turn_try(void);
void turn_end(void);
/* Is another process in turn_wait()? */
bool turn_is_wanted(void);

#endif
