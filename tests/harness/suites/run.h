/* run.h - one run of the suites: its options, and the results so far. */
#ifndef RUN_H
#define RUN_H

#include "report.h"
#include "scenario.h"

struct run {
    bool quick;             /* one build only, the sanitized one */
    bool grading;           /* a submission: a record for each lab */
    bool soon;              /* a student waits: a step that fails ends soon */
    bool only_list;         /* nothing is played */
    bool foreign;           /* the given programs have no source here */
    int only_step;          /* 0: all */
    const char *only_title; /* NULL: all */
    const char *given;      /* programs that are not the lab's own: a folder */
    const char *keep_in;    /* the folder for failures; NULL: the usual one */
    const char *touched;    /* "server", "client": the only changed program */
    struct scenario_list list;
    struct result *results; /* one for each scenario */
    int known;              /* how many of them have a verdict */
};

extern struct run run;

/* Read the options and remove them; an unknown one ends the process. */
void run_options(int *argc, char ***argv);

/* Fill run.list: the scenarios of the labs whose name begins with `lab` (NULL:
 * all), of one step ("": all), as the options say. False, after a message on
 * stderr, if there are none. */
bool run_choose(const char *lab, const char *step);

/* Reset the result of this scenario: nothing is known of it. */
void run_begin_result(int row);
/* Note the outcome of a scenario. The run owns its story from now on. */
void run_note(int row, struct outcome o);
/* End the process if this outcome says, in a grading run, that the tests
 * themselves lack something: then there must be no grade. */
void run_refuse_to_grade(const struct outcome *o);

#endif
