/* complaint_words.h - does a line of stderr complain that a call has failed?
 *
 * A program may write on stderr what it likes. A complaint is a line that names
 * a call and an error: "accept: EMFILE, too many open descriptors", or "cannot
 * accept a client: Too many open files". */
#ifndef COMPLAINT_WORDS_H
#define COMPLAINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Besides the numbers of errno(3): any error, "no error" and "Success" too; one
 * of getaddrinfo(), which has codes of its own. */
enum { ANY_ERROR = -1000, LOOKUP_ERROR = -1 };

/* Does the line name this error, and this call or one that does the same (read
 * for recv)? call NULL: any. Words that are not ASCII may name any call. */
bool line_complains(const char *line, const char *call, int error);
/* Does it name the call, and another error: no "not now", and no signal? */
bool line_complains_wrongly(const char *line, const char *call, int error);
/* Does it name any call of the pages, and any error? */
bool line_is_complaint(const char *line);
/* Has a text of many lines one that complains? */
bool text_complains(const char *text, const char *call, int error);

#endif
