/* frames.h - which frames of a program lie on copied stacks.
 *
 * With libdw all of them are known: tests/build/frames. Without it the copy is
 * searched for where the call returns to that has led here: it must be a call of
 * the very function that has made the system call. That is one frame, with what
 * is inlined there; what lies further out may have been left by an older call,
 * and is not said. Nor is a frame with a sanitizer between. */
#ifndef FRAMES_H
#define FRAMES_H

#include "stack_log.h"

struct frame {
    uint32_t stack; /* its number */
    int line;
    const char *path; /* of its source */
};

/* Do this with each frame of each stack that is in the program itself, and in no
 * library, and comes from a known source: the innermost first. */
void frames_each(const struct stack_log *log, const char *program,
                 void (*what)(void *arg, const struct frame *frame), void *arg);
/* The same without libdw. */
void frames_scan(const struct stack_log *log, const char *program,
                 void (*what)(void *arg, const struct frame *frame), void *arg);

#endif
