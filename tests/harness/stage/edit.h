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
    char folder[PATH_MOST];  /* to be removed after use; "": it is kept */
};

/* Compile a source text into a program of this name (server, client.exe).
 * tests/build/edited keeps what was compiled, as far as it can be written: the
 * same text has the same program. False if it does not compile, or there is no
 * place for it: the reason is on stderr. */
bool edit_build(struct edited *e, const char *text, const char *name);
/* Remove what is not kept. */
void edit_forget(struct edited *e);

#endif
