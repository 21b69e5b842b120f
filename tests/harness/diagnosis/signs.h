/* signs.h - functions for signs (mistakes.h): questions to the evidence, and a
 * sentence for the answer. */
#ifndef SIGNS_H
#define SIGNS_H

#include "answer.h"
#include "mistakes.h"

/* --- answering ------------------------------------------------------------ */

/* Put the sentence, and the place of the call (NULL: none), into the finding.
 * Returns true. */
__attribute__((format(printf, 4, 5))) bool tell(struct finding *f,
                                                const struct subject *s,
                                                const struct spy_call *call,
                                                const char *format, ...);
/* Put this place into the finding. */
void tell_place(struct finding *f, const struct place *at);
/* For a sentence: " at server.c:62", or "". */
const char *at_line(const struct subject *s, const struct spy_call *call);

/* --- asking for what may not be known -------------------------------------
 *
 * A sentence about what a program has not done needs no(...) of one of these.
 * That next_call() returns NULL is no such answer. */

/* Was a call of this name ever made, also one that has not returned? */
struct answer was_called(const struct subject *s, enum spy_name name);
/* Was it made after c (NULL: at any time) on descriptor fd (-1: any)? */
struct answer was_called_on(const struct subject *s, const struct spy_call *c,
                            enum spy_name name, int fd);
/* Was it made before c on the socket of c? */
struct answer was_called_before(const struct subject *s,
                                const struct spy_call *c, enum spy_name name);
/* Was the same call made again after c, on the same socket? A no if the socket
 * was closed first, if the program has ended, or if it has had so many
 * milliseconds for it. */
struct answer was_made_again(const struct subject *s, const struct spy_call *c,
                             int ms);
/* Was the descriptor closed that c, which made it, has returned? */
struct answer was_closed(const struct subject *s, const struct spy_call *c);
/* Is it one process with one thread? What that does not do, nobody does. */
struct answer is_alone(const struct subject *s);
/* Was something seen among its calls? A no if all of them were noted. */
struct answer was_seen(const struct subject *s, bool seen);
/* Has a sanitizer, a signal, or a todo() ended it? What was left undone then
 * says nothing. */
bool is_cut_short(const struct subject *s);

/* --- asking for what was seen --------------------------------------------- */

/* Is the evidence of this lab: "lab03"? */
bool is_lab(const struct evidence *e, const char *lab);
/* Was a call made to fail like this? SPY_NONE: any call. 0: any error. */
bool has_fault(const struct evidence *e, enum spy_name call, int error);
/* The port on the program's command line; -1: none. */
int asked_port(const struct subject *s);
/* Does the program write this on stderr? */
bool says(const struct subject *s, const char *words);
/* Does it write "CALL: WORD" on stderr? */
bool is_complaint_of(const struct subject *s, const char *call,
                     const char *word);
/* Is the line that failed of this kind? A line of output, or of an exit, must
 * be this program's. For a check it is always false. */
bool failed_at(const struct evidence *e, const struct subject *s,
               enum line_kind kind);
/* Does the failed check say this? For a conversation it is always false. */
bool demands(const struct evidence *e, const char *words);
/* Are these words in the expected text? In the received text? */
bool expects(const struct evidence *e, const char *words);
bool receives_words(const struct evidence *e, const char *words);
/* Are there both an expected and a received text? */
bool compares(const struct evidence *e);
/* The expected byte at the first difference; -1: none. */
int wanted_byte(const struct mismatch *m);
/* Is the expected text complete, with more bytes after it? */
bool has_more(const struct mismatch *m);
/* The last number in a text; -1: none. */
long last_number(const char *text, size_t len);
/* Did the bytes that this program had to send fail? */
bool failed_at_its_bytes(const struct evidence *e, const struct subject *s);
/* The same, or the lines that it had to print; and there are texts to
 * compare. */
bool is_about_bytes(const struct evidence *e, const struct subject *s);

/* The next call of this name after `after` (NULL: the first), or NULL. */
const struct spy_call *next_call(const struct subject *s,
                                 const struct spy_call *after,
                                 enum spy_name name);
const struct spy_call *last_call(const struct subject *s, enum spy_name name);
/* The end of the calls before c; c may be the call that has not returned. */
const struct spy_call *end_before(const struct subject *s,
                                  const struct spy_call *c);
/* The next call of any name on the same descriptor. */
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
/* Does it take an address: bind(), connect(), sendto()? */
bool names_address(const struct spy_call *c);
/* The last call that sends; the last select() or poll(), which may not have
 * returned. */
const struct spy_call *last_sending(const struct subject *s);
const struct spy_call *last_waiting(const struct subject *s);
/* Is the descriptor in a set of select()? */
bool in_set(int64_t set, int fd);
/* The call in which the program blocks, or NULL. next_call() does not find it:
 * it has not returned. */
const struct spy_call *waits_in(const struct subject *s);

/* "EINTR"; "EAI_NONAME" for getaddrinfo(). Static strings. */
const char *error_name(int error);
const char *error_of(const struct spy_call *c);
/* The errno of a failure, or 0. EAGAIN, EINPROGRESS and EINTR are no failures;
 * an error that SO_ERROR gives is a failure of connect(). */
int failure_of(const struct spy_call *c);
/* Has the call failed, and not only with EAGAIN, EINPROGRESS or EINTR? */
bool is_refused(const struct spy_call *c);
/* The last call that failed; close() does not count. */
const struct spy_call *last_failure(const struct subject *s);
/* The name of the call that failed; "connect" for an error of SO_ERROR. */
const char *failed_name(const struct spy_call *c);
/* "connect() failed (ECONNREFUSED)". A static string. */
const char *failure_text(const struct spy_call *c);
/* How many milliseconds the call took. */
long took_ms(const struct spy_call *c);
/* The port with its two bytes swapped. */
int swapped(int port);

#endif
