/* bad_input.h - what is typed wrongly is answered alike on both systems. */
#ifndef BAD_INPUT_H
#define BAD_INPUT_H

#include "verdict.h"

/* How many command lines there are for each lab, and one of them as typed. */
int bad_input_count(void);
const char *bad_input_command(int index);

/* Type it to the native program of a lab, and to the Windows one: both have to
 * print the same, complain in the same words, and end with the same status.
 * *story is malloc'ed unless it passes. */
enum verdict bad_input_run(const char *lab, int index, char **story);

#endif
