/* evidence.h - all that was observed when a scenario failed: what the search
 * for the mistake begins with. It owns its memory, but for the conversation. */
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
    const struct line *at; /* the line that failed; NULL: behind the last */
    char from[64];         /* "the server to client 2", "stdout of ./server" */
    char *expected; /* bytes, malloc'ed; NULL if there is nothing to show */
    size_t expected_len;
    char *received; /* bytes, malloc'ed */
    size_t received_len;
    size_t same;   /* how many of them agree */
    char how[256]; /* how it stopped */
};

/* One program under test. */
struct subject {
    int terminal;         /* 0: none, in a check */
    char command[160];    /* "./server 40213" */
    char path[PATH_MOST]; /* its file */
    bool is_server;
    bool ended;           /* by itself, before the scenario failed */
    int64_t looked;       /* when: nanoseconds of the clock of its calls */
    struct observed seen; /* when it failed, unless it had ended */
    struct calls calls;
    int status, signal;      /* how it ended by itself; -1 and 0: it did not */
    char ending[64];         /* the same in words; "": it did not */
    int stragglers;          /* processes that it has left then */
    int todo;                /* the step that it has stopped at, or 0 */
    char *said;              /* on stderr, and nobody has asked for it, */
    char *said_before;       /* ...and what was asked for before */
    const char *report;      /* in `said`, of a sanitizer; NULL: none */
    struct program *program; /* while it is gathered: gather.h */
};

enum { SUBJECTS = 9 };

struct evidence {
    char lab[32];                    /* "lab03-accept-recv" */
    char build[48];                  /* "plain", "sanitized", ... */
    int step;                        /* that the scenario is about */
    const struct conversation *talk; /* NULL: it is a check */
    struct conversation *own;        /* the same, if it was read from a file */
    struct faults faults;            /* that were planned */
    struct mismatch wrong;
    struct names names; /* what [PORT] and its like stand for */
    char *demand;       /* the words of a check that has failed; or NULL */
    bool windows;       /* a program is one for Windows */
    bool passing; /* so far: its sockets are not looked at, which takes long */
    int count;
    struct subject of[SUBJECTS];
};

void evidence_free(struct evidence *e); /* NULL is harmless */

#endif
