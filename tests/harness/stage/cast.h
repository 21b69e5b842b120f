/* cast.h - which programs play. */
#ifndef CAST_H
#define CAST_H

#include <stdbool.h>

#include "paths.h"

/* The programs that play "./server" and "./client". */
struct cast {
    const char *lab;   /* their lab, such as lab03-accept-recv */
    const char *build; /* for people: "plain", "sanitized", a variant's name */
    char server[PATH_MOST], client[PATH_MOST];
    bool sanitized;
    bool watches_heap; /* it tells whether it may leak: spy_heap.c */
    bool leaks; /* look for leaks at once, not only where there may be some */
    bool untraced; /* its calls are too many to be noted */
    bool slowly;   /* a client gets a longer time limit than its line says */
    bool windows;  /* one of them at least is an .exe, run by Wine */
    /* Programs whose source is not here, in any language. */
    bool foreign_server, foreign_client;
    /* The last step of each program: only then it must end as demanded. */
    int last_of_server, last_of_client;
};

/* The programs of a lab. The plain ones are those that a student's make puts
 * into the lab's folder; the kept ones are their copies for the suites, made by
 * tools/compile-lab. The sanitized ones watch their heap, if the linker can
 * have them do so. */
void cast_kept(struct cast *c, const char *lab);
void cast_plain(struct cast *c, const char *lab);
void cast_sanitized(struct cast *c, const char *lab);
/* The kept ones, with "server" or "client" of this folder, or both, in place of
 * the lab's own. */
void cast_foreign(struct cast *c, const char *lab, const char *folder);
/* Why a foreign program is not tested with a low limit of descriptors. */
#define CAST_NEEDS_DESCRIPTORS                                                 \
    "with so few descriptors it does not begin: its language needs more"
/* The plain ones, with a Windows program in place of one or both. */
void cast_windows(struct cast *c, const char *lab, bool server, bool client);

#endif
