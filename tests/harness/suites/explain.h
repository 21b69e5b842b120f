/* explain.h - from the evidence of a failure to its story and finding. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "outcome.h"

/* Write the story of a failure, find what was done wrong, and free the
 * evidence. An outcome without evidence stays as it is. */
void explain(struct outcome *o);

#endif
