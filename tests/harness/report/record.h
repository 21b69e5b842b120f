/* record.h - the result of a lab as one line of JSON, for other programs.
 *
 * tools/instructor/grading/README.md lists its fields. */
#ifndef RECORD_H
#define RECORD_H

#include <stdio.h>

#include "report.h"

/* Write the record of a lab. state is "graded", "stopped", "does not compile"
 * or "missing"; words say why (or ""). If the lab was not tested, the first
 * result says what is wrong. */
void record_lab(FILE *out, const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, const char *state,
                const char *words);

/* Write the failures of one step, each with its story, as a line {"lab",
 * "step", "failed"}. The results are all that are known of the lab. */
void record_failures(FILE *out, const struct result *results, int count,
                     int step);

#endif
