/* pump.h - wait for one thing, while all open channels move their bytes.
 *
 * While we wait, no program blocks because we do not read from it. A wait ends
 * early if the programs under test can be expected to do nothing more. */
#ifndef PUMP_H
#define PUMP_H

#include "channel.h"
#include "spy_log.h"

/* How long a sleeping program is given before it counts as silent, in
 * milliseconds. */
#define QUIET 1000

enum wait { DONE, SILENT, BUSY, FLOODED };

/* Pump until done(arg) is true. SILENT: for quiet_ms no byte has moved, and
 * every watched program was asleep whenever it was looked at; or, sooner, all
 * of them have ended. BUSY: no byte moves, but one of them has used twice as
 * much processor time; or bytes move for very long, and done(arg) stays false.
 * FLOODED: a channel has more than its limit. */
enum wait pump_until(bool (*done)(void *), void *arg, long quiet_ms);
/* The same, but a channel may have more than its limit: for what comes from the
 * harness's own processes. */
enum wait pump_past_floods(bool (*done)(void *), void *arg, long quiet_ms);

/* From now on give programs that use the processor less time: they are known to
 * be wrong, or to be right and quick. */
void pump_hurry(void);
/* From now on give every program so many times as much time: Wine's need it. */
void pump_patience(int times);

/* Watch a program and its box: their sleep counts as silence. The program has
 * ended once something has come from its box through `status`. If it is traced,
 * and nothing of it can be seen without, it has a log. */
void pump_watch(pid_t pid, pid_t box, const struct channel *status,
                const struct spy_log *log);
void pump_unwatch(pid_t pid);

/* A program moves its bytes in so many calls that to trace them takes too long:
 * since then nothing was waited for. It is to be tried once more, without. */
bool pump_is_slowed(void);
void pump_forget_slowness(void);

/* The monotonic clock, in milliseconds. */
long long milliseconds(void);

#endif
