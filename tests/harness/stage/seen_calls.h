/* seen_calls.h - what the calls of a program show, while it runs or after. A
 * program whose calls are not seen shows nothing: program_untraced(). */
#ifndef SEEN_CALLS_H
#define SEEN_CALLS_H

#include "program.h"
#include "spy_log.h"

/* How often this call was made. */
unsigned seen_times(const struct program *p, enum spy_name name);
/* Its first socket(); times 0: it has made none. */
struct spy_call seen_socket(const struct program *p);
/* Put the first call that met a descriptor which the same process had closed
 * into the text: "close() on 5". False: there is none. */
bool seen_on_closed(const struct program *p, char *text, size_t size);

#endif
