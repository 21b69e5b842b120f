/* box.h - what a box reports about its program, on the status pipe. */
#ifndef BOX_H
#define BOX_H

#include <stdbool.h>
#include <sys/types.h>

/* Sent twice: when the program has started (ended = false), and when all
 * processes of the box have ended. */
struct box_report {
    pid_t pid;
    bool ended;
    int exec_error;   /* errno of a program that could not be started, or 0 */
    int own_error;    /* errno if a call of the box itself failed, or 0; if it
                       * is set, no other field is valid */
    int status;       /* as waitpid(2) gives it */
    bool by_itself;   /* the program ended before the box was told to stop */
    int stragglers;   /* processes that it left running: the box killed them */
    long max_rss_kib; /* the most memory that it held at one time */
    int trace_error;  /* errno of a program that could not be traced, or 0 */
    int overuse;      /* why the box killed it: enum overuse */
};

/* File descriptors of a box, which program.c passes on. The log of calls exists
 * if BOX_LOG is in the environment. */
enum { BOX_LIFELINE = 3, BOX_STATUS = 4, BOX_LOG = 5 };

/* Indexes in a box's argv: the path of the program, for execv(3), and the name
 * that becomes the program's own argv[0]. */
enum { BOX_PROGRAM = 4, BOX_NAME };

/* The descriptor of a jailer's socket, on which its orders come. */
enum { BOX_ORDERS = 3 };

#endif
