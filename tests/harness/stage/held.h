/* held.h - the descriptors that a server holds before its first client.
 *
 * A lab's own servers hold four: the standard three and the listener. Others
 * may have a log, a pipe or an epoll(7) for themselves. */
#ifndef HELD_H
#define HELD_H

#include "program.h"

/* Wait until it rests, and count its descriptors. -1: not known. */
int held_at_rest(struct program *p);
/* Start this server alone, without a limit. How many descriptors does it hold
 * more than a lab's own server does? Not known, or ended at once: 0. */
int held_for_itself(const char *path, char *const argv[],
                    const struct program_options *options);

#endif
