/* spy_inside.h - the parts of the spy, which lives inside a program under test.
 *
 * No stdio and no memory of the heap here: they are the program's. */
#ifndef SPY_INSIDE_H
#define SPY_INSIDE_H

#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "spy_log.h"

/* --- spy_record.c: what was called ---------------------------------------- */

/* The log that the harness reads; one of our own if there is none. */
extern struct spy_log *spy_log;
/* Begin a row: this call, on fd, is being made. */
struct spy_call spy_begin(enum spy_name name, int fd, void *from, void *above);
/* More is known of it now: if it waits, somebody may look. */
void spy_update(const struct spy_call *c);
/* It has returned: note that, with errno if the result is -1. */
void spy_end(struct spy_call *c, long long result);
/* Put the address into the row, if it is one that we know. */
void spy_note_address(struct spy_call *c, const struct sockaddr *a,
                      socklen_t len);
/* In a new process: nothing of its parent's is under way here. */
void spy_begin_child(void);

/* --- spy_faults.c: what is to go wrong ------------------------------------ */

/* Is this call to fail now? Then errno says how. Those who wait for a
 * connection meet an error of select() apart from those who wait to hear. */
bool spy_fails(const char *call);
bool spy_fails_connecting(const char *call);
/* How many of len bytes this call may take. */
size_t spy_most(const char *call, size_t len);
/* A connection is there to be accepted: is it to be gone before? */
bool spy_resets(void);

/* --- spy_heap.c: what may be lost ----------------------------------------- */

/* The program has got this list of addresses, which it has to give back. */
void spy_owes(const struct addrinfo *list);

#endif
