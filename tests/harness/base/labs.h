/* labs.h - which labs are here, and whether this is a student's copy. */
#ifndef LABS_H
#define LABS_H

#include <stdbool.h>

/* The name of the lab at this index, such as lab03-accept-recv: a static
 * string, and NULL after the last lab. */
const char *labs_here(int index);
int labs_count(void);
/* The number in a lab's name: 3 of lab03-accept-recv. */
int labs_number(const char *lab);
/* The only lab whose name begins with `name`; NULL if no lab or several do. */
const char *labs_named(const char *name);
/* Is this a copy made by tools/instructor/start, with starters and without
 * solutions? */
bool labs_are_starters(void);

#endif
