/* signs.h - what the signs of mistakes are written with: questions to the
 * evidence, and a sentence for the answer. */
#ifndef SIGNS_H
#define SIGNS_H

#include "mistakes.h"

/* --- answering ------------------------------------------------------------ */

/* What the evidence shows, and the call that it is about (NULL: none). Returns
 * true. */
__attribute__((format(printf, 4, 5))) bool tell(struct finding *f,
                                                const struct subject *s,
                                                const struct spy_call *call,
                                                const char *format, ...);
/* For a sentence: " at server.c:62", or nothing. */
const char *at_line(const struct subject *s, const struct spy_call *call);

/* --- asking --------------------------------------------------------------- */

/* Is it about this lab: "lab03"? */
bool is_lab(const struct evidence *e, const char *lab);
/* Did the conversation ask for a fault with these words in it? */
bool has_fault(const struct evidence *e, const char *words);
/* The port on its command line, -1 if there is none. */
int asked_port(const struct subject *s);
/* Does it say this on stderr? */
bool says(const struct subject *s, const char *words);
/* Is what failed a line of this kind? Never, for a check. A line of output or
 * of an end must be this program's. */
bool failed_at(const struct evidence *e, const struct subject *s,
               enum line_kind kind);
/* Does the check that failed say this? Never, for a conversation. */
bool demands(const struct evidence *e, const char *words);
/* Are these words in what was demanded, or in what came? */
bool expects(const struct evidence *e, const char *words);
bool receives_words(const struct evidence *e, const char *words);
/* The last number in what was demanded, or what came; -1: none. */
long last_number(const char *text, size_t len);
/* Is it about bytes that this program was to send? */
bool failed_at_its_bytes(const struct evidence *e, const struct subject *s);

/* The next call of this name behind `after` (NULL: the first), or NULL. */
const struct spy_call *next_call(const struct subject *s,
                                 const struct spy_call *after,
                                 enum spy_name name);
const struct spy_call *last_call(const struct subject *s, enum spy_name name);
/* Where the calls before c end; c may be the one that it waits in. */
const struct spy_call *end_before(const struct subject *s,
                                  const struct spy_call *c);
/* The next call on the same descriptor, whichever. */
const struct spy_call *next_on(const struct subject *s,
                               const struct spy_call *after);
/* The call that made the descriptor which c uses: socket(), accept(), dup().
 * NULL: not known. */
const struct spy_call *maker_of(const struct subject *s,
                                const struct spy_call *c);
/* recv() and its like; send() and its like. */
bool receives(const struct spy_call *c);
bool sends(const struct spy_call *c);
/* The call that it has been in for a while, NULL if there is none. It is not
 * among the others: those have returned. */
const struct spy_call *waits_in(const struct subject *s);

/* "EINTR"; "EAI_NONAME" for getaddrinfo(). Static strings. */
const char *error_name(int error);
const char *error_of(const struct spy_call *c);
/* Why it failed, 0 if it did not: "not now" and signals are no failures, and
 * what SO_ERROR says is one of connect(). */
int failure_of(const struct spy_call *c);
/* The call that failed, by its name for people. */
const char *failed_name(const struct spy_call *c);
/* Milliseconds that the call took. */
long took_ms(const struct spy_call *c);
/* Two bytes, swapped. */
int swapped(int port);

#endif
