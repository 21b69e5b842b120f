/* bad_input.h - wrong command lines, which both systems must answer alike. */
#ifndef BAD_INPUT_H
#define BAD_INPUT_H

#include "verdict.h"

/* One of the command lines, as typed; NULL if there are no more. */
const char *bad_input_command(int index);
/* Is it wrong in this lab? */
bool bad_input_is_for(const char *lab, int index);

/* Run the native program of a lab and the Windows one with this command line.
 * Both must print the same on stdout and on stderr, and end with the same
 * status. *story is malloc'ed unless it passes. */
enum verdict bad_input_run(const char *lab, int index, char **story);

#endif
