/* lab_report.h - what is told of a lab whose run is over. */
#ifndef LAB_REPORT_H
#define LAB_REPORT_H

#include "lab_run.h"

/* Report the lab to a student, or its record to a grader. If its batch still
 * runs, the time of the submission is up. */
void lab_report(struct lab_run *lab);

#endif
