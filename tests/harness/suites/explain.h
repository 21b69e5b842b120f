/* explain.h - from what was observed of a failure to what there is to tell. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "outcome.h"

/* Put the evidence of a failure into a story, and find what was done wrong. The
 * evidence is freed. Any other outcome stays as it is. */
void explain(struct outcome *o);

#endif
