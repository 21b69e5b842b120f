/* jobs.h - what is played with Windows programs, side by side. */
#ifndef JOBS_H
#define JOBS_H

#include <sys/types.h>

#include "scenario.h"

/* Which programs of a job are Windows ones. */
enum how {
    ALONE,  /* the only one; the harness plays the other end */
    SERVER, /* the server, and the client is native */
    CLIENT, /* the client, and the server is native */
    BOTH,
    INPUT, /* one of two, which are given the same input: bad_input.h */
    HOWS
};

struct job {
    enum how how;
    const char *lab;
    const struct scenario *s; /* INPUT: NULL */
    int input;                /* INPUT: which one */
    pid_t pid;                /* of the process that plays it; 0: none does */
    int story;                /* a file, where it writes what happened */
    bool played;
    enum verdict verdict;
};

struct jobs {
    struct job *of;
    int count;
    int repeat; /* play only pairs of programs, so many times; 0: play all */
};

/* Add what the scenarios of the list ask for, and the bad input of the labs
 * whose name begins with `lab`. */
void jobs_add(struct jobs *all, const struct scenario_list *list,
              const char *lab);
/* Play all of them. False if there is no Wine, or if it fails again and
 * again. */
bool jobs_play(struct jobs *all);

#endif
