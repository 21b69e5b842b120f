/* all_labs.h - test labs beside each other, and report them in their order. */
#ifndef ALL_LABS_H
#define ALL_LABS_H

#include <stdbool.h>

/* Call it first. In a grading run, SIGTERM says from now on that the time of
 * the submission is up. */
void all_labs_watch_time(void);
/* Set up every lab that has scenarios in run.list. False, after a message on
 * stderr, if the hints of one are not understood. */
bool all_labs_begin(void);
/* Test them, until each has been reported. */
void all_labs_run(void);
/* Did every lab compile? Only after all_labs_run(). */
bool all_labs_compile(void);

#endif
