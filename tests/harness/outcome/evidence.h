/* evidence.h - all that was observed when a scenario failed: the input for the
 * search for the mistake. It owns its memory, except the conversation
 * `talk`. */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "calls.h"
#include "conversation.h"
#include "observed.h"
#include "paths.h"
#include "text.h"

struct program;

/* What was demanded, and what came instead. */
struct mismatch {
    const struct line *at; /* the line that failed; NULL: after the last */
    char from[64];         /* "the server to client 2", "stdout of ./server" */
    char *expected; /* bytes, malloc'ed; NULL if there is nothing to show */
    size_t expected_len;
    char *received; /* bytes, malloc'ed */
    size_t received_len;
    size_t same;   /* how many bytes are equal at the start */
    char how[256]; /* why the wait for more has ended */
};

/* One program under test. */
struct subject {
    int terminal;         /* its number in the page; 0: none, in a check */
    char command[160];    /* "./server 40213" */
    char path[PATH_MOST]; /* of its file */
    bool is_server;
    bool ended;           /* by itself, before the scenario failed */
    int64_t looked;       /* when we looked: ns of the clock of its calls */
    struct observed seen; /* at that time, unless the program had ended */
    struct calls calls;
    int status, signal;      /* how it ended by itself; -1 and 0: it did not */
    char ending[64];         /* the same in words; "": it did not */
    int stragglers;          /* processes that it left running at its end */
    int todo;                /* the step where todo() ended it, or 0 */
    char *said;              /* stderr that no line has read yet, */
    char *said_before;       /* ...and stderr that was read before */
    const char *report;      /* of a sanitizer, in `said`; NULL: none */
    struct program *program; /* only while evidence is gathered: gather.h */
};

enum { SUBJECTS = 9 };

struct evidence {
    char lab[32];                    /* "lab03-accept-recv" */
    char build[48];                  /* "plain", "sanitized", ... */
    int step;                        /* the step that the scenario tests */
    const struct conversation *talk; /* NULL: it is a check */
    struct conversation *own;        /* owned: `talk` was read from a file */
    struct faults faults;            /* the faults that the spy makes */
    struct mismatch wrong;
    struct names names; /* the values of [PORT] and other names */
    char *demand;       /* the words of a check that has failed; or NULL */
    bool windows;       /* a program is a Windows program */
    bool passing; /* nothing has failed: skip the slow look at its sockets */
    int count;
    struct subject of[SUBJECTS];
};

void evidence_free(struct evidence *e); /* NULL is harmless */

#endif
