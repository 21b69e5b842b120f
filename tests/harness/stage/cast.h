/* cast.h - which programs play. */
#ifndef CAST_H
#define CAST_H

#include <stdbool.h>

#include "paths.h"

/* The programs that play "./server" and "./client". */
struct cast {
    const char *lab;   /* such as lab03-accept-recv: where they are at home */
    const char *build; /* for people: "plain", "sanitized", a variant's name */
    char server[PATH_MOST], client[PATH_MOST];
    bool sanitized, spied;
    bool leaks;   /* look for leaks at once, not only where there may be some */
    bool slowly;  /* a program that is told its time is told more of it */
    bool windows; /* one of them at least is an .exe, run by Wine */
    /* How a program ends is a matter of its own last step. */
    int last_of_server, last_of_client;
};

/* The cast of a lab as it was built. The plain one is what a student's make
 * puts into the lab's folder. The kept one is the same, as tools/compile-lab
 * gave it to the suites. The sanitized one has a spy in it, if the linker
 * can do so. */
void cast_kept(struct cast *c, const char *lab);
void cast_plain(struct cast *c, const char *lab);
void cast_sanitized(struct cast *c, const char *lab);
/* The plain one, with the Windows program in place of one, or of both. */
void cast_windows(struct cast *c, const char *lab, bool server, bool client);

#endif
