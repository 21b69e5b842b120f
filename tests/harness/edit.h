/* edit.h - build a program with a small change, for one conversation. */
#ifndef EDIT_H
#define EDIT_H

#include <stdbool.h>

/* Write source (a path) with OLD replaced by NEW, as change says ("OLD ->
 * NEW"), to program with .c behind it, and compile that into program. False if
 * OLD does not stand there exactly once, or the result does not compile:
 * *problem says so, malloc'ed. */
bool edit_build(const char *source, const char *change, const char *program,
                char **problem);

#endif
