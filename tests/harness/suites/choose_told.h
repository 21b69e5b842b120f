/* choose_told.h - which failure of a lab is told, and what is said of it. */
#ifndef CHOOSE_TOLD_H
#define CHOOSE_TOLD_H

#include "report.h"

/* Mark the failure among these results that is to be told, and give it the
 * finding that explains the failures best: together.h. */
void choose_told(struct result *results, int count);

#endif
