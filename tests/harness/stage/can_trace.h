/* can_trace.h - may a process trace another one here? */
#ifndef CAN_TRACE_H
#define CAN_TRACE_H

#include <stdbool.h>

/* Tried once, with a child: ptrace(2). LeakSanitizer has to trace, too. */
bool can_trace(void);

#endif
