/* turn.h - one run at a time builds and tests in this tree.
 *
 * A run that builds would replace the programs that another run is testing. So
 * each run takes a lock on tests/build/turn.lock. The processes that it starts,
 * make and compilers too, inherit the descriptor, and the lock lasts until the
 * last of them has ended. `cell` closes it for programs under test.
 *
 * Where the file system has no locks, a message says so, and there are no
 * turns. */
#ifndef TURN_H
#define TURN_H

#include <stdbool.h>

/* Wait for the turn. After a second a message on stderr says so. */
void turn_wait(void);
/* Take the turn if no process has it, and none is in turn_wait(). */
bool turn_try(void);
void turn_end(void);
/* Is another process in turn_wait()? */
bool turn_is_wanted(void);

#endif
