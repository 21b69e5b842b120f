/* deadlines.h - how long a client is to wait: for signs. */
#ifndef DEADLINES_H
#define DEADLINES_H

#include "signs.h"

/* The milliseconds on the client's command line, -1 if there are none. */
long asked_ms(const struct subject *s);
/* The time for a wait: that one, or else that of the lab's page; -1: none. */
long told_ms(const struct evidence *e, const struct subject *s);
/* Who has told so, for a sentence; the number follows. */
const char *who_told(const struct subject *s);
/* Has the time of this call run out, and nothing came? */
bool waited_in_vain(const struct spy_call *c);
/* Was a limit set for the socket of c, by SO_RCVTIMEO or SO_SNDTIMEO? */
bool has_limit(const struct subject *s, const struct spy_call *c, int option);

#endif
