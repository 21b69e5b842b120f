/* source.h - the text of a program, and the steps in it.
 *
 * A step begins with the comment "Step N. ". In a reference its solution stands
 * between two marks, and the first mark holds the line that a starter has
 * instead:
 *
 *     / * SOLUTION 4: int client = todo("step 4: accept", listener); * /
 *     ...
 *     / * END 4 * /
 *
 * A starter keeps the second mark, to tell where the step ends. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stdio.h>

enum { STEPS_MOST = 9 };

struct step {
    int first, last; /* lines of its comment and of END; 0 if not there */
    int open;        /* line of SOLUTION; 0 in a student's file */
    char *stub;
};

struct source {
    const char *path; /* as it was given */
    char **lines;     /* line 1 is lines[1], with its newline */
    int count;
    struct step steps[STEPS_MOST + 1]; /* step 1 is steps[1] */
};

/* Read a program. False, after a message on stderr, if it cannot be read. */
bool source_read(struct source *s, const char *path);
/* The same from an open file, which stays open; path is its name for people. */
bool source_read_from(struct source *s, FILE *file, const char *path);
/* Free what was read. */
void source_free(struct source *s);
/* Find the marks of a reference. False, after FILE:LINE: MESSAGE on stderr, if
 * they are nested, unbalanced, unnumbered, or hold no todo(). */
bool source_marks(struct source *s);
/* Find the steps of a student's file, as far as they are still there. */
void source_steps(struct source *s);

/* The first step that stands there as a todo(), outside of marks; 0: none. */
int source_first_todo(const struct source *s);

/* Print a marked reference as a starter, with the steps up to `filled` done. */
void source_put_starter(const struct source *s, int filled, FILE *out);
/* Print one step, solved, of a marked reference. */
void source_put_solution(const struct source *s, int step, FILE *out);
/* Print the lines from first to last. */
void source_put(const struct source *s, int first, int last, FILE *out);

#endif
