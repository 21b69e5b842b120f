/* lab_run.h - the steps of one lab, one after the other.
 *
 * A step is tested once all before it pass. Those that are likely to pass,
 * since they did the last time, are tested together; what is known of steps
 * behind one that fails is forgotten. */
#ifndef LAB_RUN_H
#define LAB_RUN_H

#include "batch.h"
#include "source.h"

#include "run.h"

/* So many failures of a step are enough to tell what is wrong with it. */
enum { ENOUGH = 5 };

struct lab_run {
    int first, count; /* its scenarios */
    int jobs;         /* so many of them at a time */
    int begin, end;   /* those of the steps that are being tested */
    int from;         /* the first scenario of the batch that runs */
    int cut;          /* from here on none is played; `end`: all are */
    int needs;        /* the step that has not passed; 0: all have */
    bool no_program;  /* it does not compile, or was not handed in */
    bool reported;
    int again[ENOUGH]; /* those that are played again */
    int again_count;
    struct batch batch; /* fd -1: it has ended */
    struct guide guide;
    struct lab_score before;
    struct source server; /* which steps are the server's */
};

/* The lab whose scenarios begin at `first`. False, after a message on
 * stderr, if its hints are not understood. */
bool lab_begin(struct lab_run *lab, int first);
/* Test its next step, if there is one and nothing holds it up. */
void lab_next_step(struct lab_run *lab);
/* The batch can be read: take one verdict, and go on. */
void lab_take_verdict(struct lab_run *lab);
/* The scenarios that nobody will test any more. */
void lab_finish(struct lab_run *lab, enum unchecked why);

#endif
