/* ask.h - run a tool, and capture its output. */
#ifndef ASK_H
#define ASK_H

#include <stddef.h>

enum { ASK_MS = 4000, ASK_BYTES = 1 << 20 };

/* Run argv[0], found in PATH, with these bytes as stdin. Returns its stdout,
 * malloc'ed; "" if it cannot be run. After ASK_MS or ASK_BYTES the tool is
 * killed, and its output so far is returned. */
char *ask_tool(char *const argv[], const void *bytes, size_t len);

#endif
