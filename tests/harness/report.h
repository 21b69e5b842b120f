/* report.h - the table that people read. */
#ifndef REPORT_H
#define REPORT_H

#include "scenario.h"

struct result {
    int builds; /* so many verdicts are still to come: the worst one counts */
    bool known;
    enum verdict verdict;
    char *story;
};

/* The table of one lab: rows and results are those of its scenarios. */
void report_lab(const struct scenario *rows, const struct result *results,
                int count);
/* One line while work goes on, on a terminal only. */
void report_progress(int done, int of);
/* The last line: "N passed, N failed", and what else there was. */
void report_sum(const struct result *results, int count);

#endif
