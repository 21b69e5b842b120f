/* records.h - recorded failures, for tests.
 *
 * recorded/LAB-NAME is what was observed of a wrong program of
 * tests/selftest/mutants, as tests/selftest/mutants/run --record leaves it;
 * recorded/LAB-NAME.txt is what a student is told of it. RECORDED=FOLDER in
 * the environment chooses others. */
#ifndef RECORDS_H
#define RECORDS_H

/* The folder, and the path of one of them. Static strings. */
const char *records_folder(void);
const char *record_path(const char *name);
/* Do this with the path of each; returns how many there are. */
int records_each(void (*what)(const char *path));

#endif
