/* bad_input.h - what is typed wrongly is answered alike on both systems. */
#ifndef BAD_INPUT_H
#define BAD_INPUT_H

#include "verdict.h"

/* One of the command lines, as typed; NULL if there are no more. */
const char *bad_input_command(int index);
/* Is it wrong in this lab? */
bool bad_input_is_for(const char *lab, int index);

/* Type it to the native program of a lab, and to the Windows one: both have to
 * print the same, complain in the same words, and end with the same status.
 * *story is malloc'ed unless it passes. */
enum verdict bad_input_run(const char *lab, int index, char **story);

#endif
