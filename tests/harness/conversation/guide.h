/* guide.h - the steps of a lab: their titles, minutes, points and hints, which
 * are read from tests/LAB/hints.md. */
#ifndef GUIDE_H
#define GUIDE_H

#include <stdbool.h>

#include "source.h"

enum { HINTS = 3 };

struct guide {
    char lab[64];
    int count; /* of steps; step 1 is steps[1] */
    struct {
        char *title;
        int line, minutes, points;
        bool of_server;     /* it is written in server.c, else in client.c */
        char *hints[HINTS]; /* a question; a place to look; nearly the answer */
    } steps[STEPS_MOST + 1];
};

/* Read the guide of a lab (such as lab03-accept-recv). False, after FILE:LINE:
 * MESSAGE on stderr, if something is missing in it or not understood. */
bool guide_read(struct guide *g, const char *lab);
void guide_free(struct guide *g);

#endif
