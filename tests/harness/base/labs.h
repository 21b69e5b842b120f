/* labs.h - which labs are here, and what is a student's copy. */
#ifndef LABS_H
#define LABS_H

#include <stdbool.h>

/* The labs in their order, such as lab03-accept-recv; NULL behind the last. A
 * static string. */
const char *labs_here(int index);
int labs_count(void);
/* The number in a lab's name: 3 of lab03-accept-recv. */
int labs_number(const char *lab);
/* The lab whose name begins like this; NULL if none or several do. */
const char *labs_named(const char *name);
/* Is this a copy that tools/instructor/start has made: starters, and no
 * solutions? */
bool labs_are_starters(void);

#endif
