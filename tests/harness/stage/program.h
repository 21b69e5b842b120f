/* program.h - a program under test, running in its box. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>

#include "box.h"
#include "fault.h"
#include "pump.h"
#include "spy_log.h"

struct program_options {
    int descriptors;      /* how many it may open; 0: 1024 */
    bool stdin_closed;    /* it has no descriptor 0 */
    bool todo_waits;      /* at an unwritten step it waits: see todo() */
    struct faults faults; /* of its calls */
    bool untraced;        /* its calls are not noted */
    bool own_resolver;    /* names are looked up in our files: localhost.h */
    bool leaks;   /* look for them at its end: twice the cost of a start */
    bool windows; /* it is an .exe, for wine.h to run */
};

struct program {
    pid_t box, pid;
    pid_t outer; /* the box, if it is a child of ours; 0: a jailer's */
    struct channel in, out, err, status;
    int lifeline;
    struct box_report report; /* valid once ended */
    bool ended;
    bool orphaned;         /* its box ended, and could not report how it did */
    char *said;            /* its stderr, once it was stopped... */
    char *before;          /* ...and what was taken of it before */
    struct spy_log *calls; /* what it has called; NULL: not known */
};

/* Start path in a box, called argv[0]. False if the harness itself failed, with
 * the reason on stderr; a program that cannot run has report.exec_error. */
bool program_start(struct program *p, const char *path, char *const argv[],
                   const struct program_options *options);
/* True once it has ended and all it wrote has been read, or as much of a
 * flood as is kept. */
bool program_ended(struct program *p);
/* The processor time that it has used, and its box for it. */
long program_cpu_ms(const struct program *p);
/* Wait for an end that may be on its way; one who sleeps is not waited for. */
void program_await_end(struct program *p);
/* Kill it, whatever it does, and all that it started; wait for the report. */
void program_stop(struct program *p);
/* The same, and forget what it said. */
void program_free(struct program *p);
/* How it ended, in words: "exit 1", "signal SIGSEGV", "killed: ...". */
const char *program_ending(const struct program *p, char *text, size_t size);
/* What it said on stderr and nobody has taken; a string of p's, good until the
 * next call. And what was taken before. */
const char *program_stderr(struct program *p);
const char *program_stderr_before(const struct program *p);
/* The step it has stopped at, if that is still to be written (it has said so
 * and ended, or waits), with its words at *what, good as above; else 0. */
int program_todo(struct program *p, const char **what);
/* Has it, or a child of its, ended with memory that it had taken? Or was no spy
 * in it, to tell? Where nobody has looked for leaks, there may be some. */
bool program_may_leak(const struct program *p);
/* Has this fault of its plan happened to it? */
bool program_met(const struct program *p, int fault);
/* Why its calls cannot be noted, nor made to fail; NULL: they can. */
const char *program_untraced(const struct program *p);
/* The first line of a sanitizer's report in it, NULL if there is none. */
const char *program_sanitizer(struct program *p);

#endif
