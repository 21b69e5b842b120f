/* records.h - recorded failures, for tests.
 *
 * recorded/LAB-NAME is the evidence of a wrong program of
 * tests/selftest/mutants, written by tests/selftest/mutants/run --record;
 * recorded/LAB-NAME.txt is what a student is told of it. RECORDED=FOLDER in
 * the environment chooses another folder. */
#ifndef RECORDS_H
#define RECORDS_H

/* The folder, and the path of a record in it. Static strings. */
const char *records_folder(void);
const char *record_path(const char *name);
/* Call `what` with the path of each record; returns how many there are. */
int records_each(void (*what)(const char *path));

#endif
