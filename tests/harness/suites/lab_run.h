/* lab_run.h - test the steps of one lab, one after the other.
 *
 * A step is tested once all steps before it pass. Steps that passed the last
 * time, or are written now, are tested together, since they are likely to pass;
 * if one of them fails, the verdicts of the steps after it are dropped. */
#ifndef LAB_RUN_H
#define LAB_RUN_H

#include "batch.h"
#include "source.h"

#include "run.h"

/* This many failures are enough to tell what is wrong with a step. A student
 * waits, so to them one is: the other scenarios then have little time. */
enum { ENOUGH = 5, AFTER_FAILURE_MS = 1200 };

struct lab_run {
    int first, count; /* its scenarios in run.list */
    int jobs;         /* how many scenarios may run at a time */
    int begin, end;   /* the scenarios of the steps being tested */
    int from;         /* the first scenario of the batch that runs */
    int cut;          /* scenarios from here to `end` are not played */
    int needs;        /* the step that has not passed; 0: all have */
    long long failed; /* when a scenario of the batch failed; 0: none has */
    bool no_program;  /* it does not compile, or was not handed in */
    bool reported;
    int again[ENOUGH]; /* the scenarios that are played again */
    int again_count;
    struct batch batch; /* fd is -1 if no batch runs */
    struct guide guide;
    struct lab_score before;
    struct source server; /* tells which steps are in server.c */
    int todo;             /* the first step that is not written; 0: all are */
};

/* Set up the lab whose scenarios begin at `first`. False, after a message on
 * stderr, if its hints are not understood. */
bool lab_begin(struct lab_run *lab, int first);
/* Start the next step that needs a test, unless a step has not passed. */
void lab_next_step(struct lab_run *lab);
/* Call it when batch.fd is readable: take one completion, and go on. */
void lab_take_verdict(struct lab_run *lab);
/* How many milliseconds the batch has left; -1: as many as it needs. */
int lab_time_left(const struct lab_run *lab);
/* Call it when no time is left: if the step that comes next in their order has
 * failed, do not wait for the rest of it. */
void lab_cut_short(struct lab_run *lab);
/* Mark all scenarios without a verdict as not checked, for this reason. */
void lab_finish(struct lab_run *lab, enum unchecked why);

#endif
