/* box.h - what a box says of the program inside it, on its status pipe. */
#ifndef BOX_H
#define BOX_H

#include <stdbool.h>
#include <sys/types.h>

/* Sent twice: once started (ended = false), once all of it is over. */
struct box_report {
    pid_t pid;
    bool ended;
    int exec_error;   /* errno of a program that could not be started, or 0 */
    int own_error;    /* errno of a call of the box's that failed, or 0: then
                       * nothing else here is known */
    int status;       /* as waitpid(2) gives it */
    bool by_itself;   /* it ended before we were told to end it */
    int stragglers;   /* processes it left behind, killed by us */
    long max_rss_kib; /* the most memory it held */
    int overuse;      /* killed for it: enum overuse */
};

/* Descriptors of the box, as program.c hands them over. The log of calls is for
 * the program; there is one if the environment has SPY_LOG. */
enum { BOX_LIFELINE = 3, BOX_STATUS = 4, BOX_SPY_LOG = 5 };

/* Where its first words stand in argv: what the program is, for execv(3), and
 * what it was called by. */
enum { BOX_PROGRAM = 4, BOX_NAME };

/* A jailer's own: the socket that its orders come on. */
enum { BOX_ORDERS = 3 };

#endif
