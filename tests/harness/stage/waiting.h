/* waiting.h - for how long a program waits: read from its calls if possible. */
#ifndef WAITING_H
#define WAITING_H

#include <stdbool.h>

#include "program.h"

enum { WAITS_FOR_EVER = -1, WAITS_UNKNOWN = -2 };

/* The time limit, in milliseconds, of the call that the program is in: of its
 * select(), poll() or epoll_wait(), or of the socket (SO_RCVTIMEO). Waits until
 * the program is in such a call. WAITS_UNKNOWN: its calls are not known, or it
 * is in no such call. */
long waiting_limit(struct program *p);

/* The program is to give up after `told` milliseconds, which shows by
 * gave_up(arg). After how many does it? If its limit says so, nobody waits.
 * Otherwise it may wait in small pieces, or by a timer: then it is waited for,
 * twice as long as told at most, and three times where nobody traces.
 * WAITS_FOR_EVER: it does not give up then. */
long waiting_ms(struct program *p, long told, bool (*gave_up)(void *),
                void *arg);

/* Is this about the time that it was told? Waiting itself may take longer. */
bool waiting_fits(const struct program *p, long ms, long told);

#endif
