/* frames.h - which frames of a program lie on copied stacks: the parts of
 * tests/build/frames, which is a program of its own.
 *
 * With libdw all frames are known. Without it the copy is searched for the
 * place where the call returns to that has led here: it must be a call of the
 * very function that has made the system call. That is one frame, with what is
 * inlined there; what lies further out may have been left by an older call, and
 * is not told. Nor is a frame with a library between, such as a sanitizer's. */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>

#include "stack_log.h"

/* The stacks, and the program's file. */
extern struct stack_log frames_log;
extern const char *frames_program;

/* Print the frames of all stacks: frames_main.c has the form. */
void frames_unwind(void); /* frames_unwind.c: where there is libdw */
void frames_scan(void);   /* frames_scan.c */

#endif
