/* edit.h - build a program with a small change, for one conversation. */
#ifndef EDIT_H
#define EDIT_H

#include <stdbool.h>

#include "paths.h"

/* text with `old` replaced by `new`, malloc'ed. NULL if `old` does not stand
 * there exactly once. */
char *edit_text(const char *text, const char *old, const char *new);

struct edited {
    char program[PATH_MOST]; /* where it is */
    char folder[PATH_MOST];  /* to be removed after use; "": it stays */
};

/* Compile a source text into a program of this name (server, client.exe). If
 * tests/build/edited can be written, the program stays there, and the same text
 * is not compiled again. False, after a message on stderr, if it does not
 * compile or cannot be written. */
bool edit_build(struct edited *e, const char *text, const char *name);
/* Remove a program that does not stay. */
void edit_forget(struct edited *e);

#endif
