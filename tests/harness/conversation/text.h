/* text.h - the text of a conversation's line: escapes, [NAME], [..]. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { NAMES = 32, NAME_MOST = 24, WORD_MOST = 64 };

/* The words that [PORT] and other names stand for, so far. */
struct names {
    int count;
    struct {
        char name[NAME_MOST], word[WORD_MOST];
    } of[NAMES];
};

void names_set(struct names *n, const char *name, const char *word);
const char *names_get(const struct names *n, const char *name); /* or NULL */

/* What is wrong with this text, or NULL. */
const char *text_problem(const char *text);

/* Does it mean one string of bytes? It has no [..], and all its names are
 * known. */
bool text_is_plain(const char *text, const struct names *n);

/* The bytes that a plain text means, malloc'ed, with a NUL behind them. A
 * newline ends them if `line` asks for it and the text does not end in \. */
char *text_bytes(const char *text, const struct names *n, bool line,
                 size_t *len);

/* Does this line (without its newline) fit the text? If so, new names are
 * learned. */
bool text_matches(const char *text, struct names *n, const char *line,
                  size_t len);

/* The text with its known names filled in, malloc'ed. */
char *text_shown(const char *text, const struct names *n);

/* Print prose, folded to 78 columns: `first` before it, and as many blanks
 * before the lines that follow. Its own newlines count as blanks. */
void text_put_folded(FILE *out, const char *first, const char *prose);

#endif
