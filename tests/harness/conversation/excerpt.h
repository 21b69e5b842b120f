/* excerpt.h - a step of a program, as a handout shows it. */
#ifndef EXCERPT_H
#define EXCERPT_H

#include <stdio.h>

struct excerpt {
    char *source; /* path from the project's root */
    int step, number;
    char *text;
};

/* The paragraph of a step in a program's text, without its indentation and its
 * marks, malloc'ed; empty if there is none. */
char *excerpt_of(FILE *file, int step);

/* Compare an excerpt of a page with its source below root. Returns NULL if they
 * agree, or a malloc'ed message FILE:LINE: ... */
char *excerpt_problem(const char *page, const struct excerpt *e,
                      const char *root);

#endif
