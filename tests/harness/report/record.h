/* record.h - what became of a lab, as one line of JSON, for other programs.
 *
 * tools/instructor/grading/README.md tells what is in it. */
#ifndef RECORD_H
#define RECORD_H

#include <stdio.h>

#include "report.h"

/* A lab and the verdicts of its scenarios. state is "graded", "stopped", "does
 * not compile" or "missing", words why (or ""). Unless it was tested, the first
 * result has what is wrong. */
void record_lab(FILE *out, const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, const char *state,
                const char *words);

#endif
