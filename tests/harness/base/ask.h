/* ask.h - run a tool, and take what it says. */
#ifndef ASK_H
#define ASK_H

#include <stddef.h>

enum { ASK_MS = 4000, ASK_BYTES = 1 << 20 };

/* Run argv[0], found as a shell finds it, with these bytes as stdin; what it has
 * said on stdout until its end, malloc'ed. If it cannot be run, that is "". After
 * ASK_MS or ASK_BYTES it is killed, and what it has said so far is taken. */
char *ask_tool(char *const argv[], const void *bytes, size_t len);

#endif
