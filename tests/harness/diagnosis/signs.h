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
/* Was a call made to fail like this? SPY_NONE: any call. 0: any error. */
bool has_fault(const struct evidence *e, enum spy_name call, int error);
/* The port on its command line, -1 if there is none. */
int asked_port(const struct subject *s);
/* Does it say this on stderr? */
bool says(const struct subject *s, const char *words);
/* Does it say "CALL: WORD" there? */
bool is_complaint_of(const struct subject *s, const char *call,
                     const char *word);
/* Is what failed a line of this kind? Never, for a check. A line of output or
 * of an end must be this program's. */
bool failed_at(const struct evidence *e, const struct subject *s,
               enum line_kind kind);
/* Does the check that failed say this? Never, for a conversation. */
bool demands(const struct evidence *e, const char *words);
/* Are these words in what was demanded, or in what came? */
bool expects(const struct evidence *e, const char *words);
bool receives_words(const struct evidence *e, const char *words);
/* Is there something that was demanded, and something to hold against it? */
bool compares(const struct evidence *e);
/* The byte that was demanded where they differ; -1: none. */
int wanted_byte(const struct mismatch *m);
/* Received has all that was demanded, and more behind it. */
bool has_more(const struct mismatch *m);
/* The last number in what was demanded, or what came; -1: none. */
long last_number(const char *text, size_t len);
/* Is it about bytes that this program was to send? */
bool failed_at_its_bytes(const struct evidence *e, const struct subject *s);
/* The same, or lines that it has shown of bytes; and something to compare. */
bool is_about_bytes(const struct evidence *e, const struct subject *s);

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
/* The last call of this name on the socket of c, before c. */
const struct spy_call *call_before(const struct subject *s,
                                   const struct spy_call *c,
                                   enum spy_name name);
/* recv() and its like; send() and its like; select() and poll(). */
bool receives(const struct spy_call *c);
bool sends(const struct spy_call *c);
bool selects(const struct spy_call *c);
/* Is it given an address: bind(), connect(), sendto()? */
bool names_address(const struct spy_call *c);
/* The last of those that send; of those that wait for several descriptors, also
 * the one that it waits in now. */
const struct spy_call *last_sending(const struct subject *s);
const struct spy_call *last_waiting(const struct subject *s);
/* Is the descriptor in a set of select()? */
bool in_set(int64_t set, int fd);
/* The call that it has been in for a while, NULL if there is none. It is not
 * among the others: those have returned. */
const struct spy_call *waits_in(const struct subject *s);

/* "EINTR"; "EAI_NONAME" for getaddrinfo(). Static strings. */
const char *error_name(int error);
const char *error_of(const struct spy_call *c);
/* Why it failed, 0 if it did not: "not now" and signals are no failures, and
 * what SO_ERROR says is one of connect(). */
int failure_of(const struct spy_call *c);
/* Has it failed for good, and not only for now? */
bool is_refused(const struct spy_call *c);
/* The last call that failed; close() does not count. */
const struct spy_call *last_failure(const struct subject *s);
/* The call that failed, by its name for people. */
const char *failed_name(const struct spy_call *c);
/* "connect() failed (ECONNREFUSED)". A static string. */
const char *failure_text(const struct spy_call *c);
/* Milliseconds that the call took. */
long took_ms(const struct spy_call *c);
/* Two bytes, swapped. */
int swapped(int port);

#endif
