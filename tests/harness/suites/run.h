/* run.h - one run of the suites: what is asked for, and what is known by
 * now. */
#ifndef RUN_H
#define RUN_H

#include "report.h"
#include "scenario.h"

struct run {
    bool quick;             /* one build only, the sanitized one */
    bool grading;           /* a submission: a record for each lab */
    bool only_list;         /* nothing is played */
    int only_step;          /* 0: all */
    const char *only_title; /* NULL: all */
    const char *given;      /* programs that are not the lab's own: a folder */
    const char *keep_in;    /* the folder for failures; NULL: the usual */
    const char *touched;    /* "server", "client": only this one was changed */
    struct scenario_list list;
    struct result *results; /* one for each scenario */
    int known;              /* so many of them have a verdict */
};

extern struct run run;

/* Take the options off the arguments; what is none ends the process. */
void run_options(int *argc, char ***argv);

/* Nothing is known of this scenario yet, or any more. */
void run_begin_result(int row);
/* What became of it; its story is the run's now. */
void run_note(int row, struct outcome o);
/* Nobody is graded by tests that lack something themselves: ends the
 * process. */
void run_refuse_to_grade(const struct outcome *o);

#endif
