/* spy_inside.h - the parts of the spy, which is linked into a program under
 * test.
 *
 * The spy uses neither stdio nor the heap: they belong to the program. */
#ifndef SPY_INSIDE_H
#define SPY_INSIDE_H

#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "spy_log.h"

/* --- spy_record.c: what was called ---------------------------------------- */

/* The log that the harness reads; without a harness, a log in static memory. */
extern struct spy_log *spy_log;
/* Begin a row: the program is making this call on fd. */
struct spy_call spy_begin(enum spy_name name, int fd, void *from, void *above);
/* Publish what is known so far: the harness may read it while the call
 * blocks. */
void spy_update(const struct spy_call *c);
/* The call has returned: note the result, and errno if it is -1. */
void spy_end(struct spy_call *c, long long result);
/* Put the address into the row, if it is long enough for IPv4. */
void spy_note_address(struct spy_call *c, const struct sockaddr *a,
                      socklen_t len);
/* In a forked child: forget the parent's place and rows. */
void spy_begin_child(void);

/* --- spy_faults.c: what is to go wrong ------------------------------------ */

/* Must this call fail now? Then errno is set. A select() or poll() that waits
 * for a connection has its own function, so an error of select() happens once
 * for each kind of wait. */
bool spy_fails(const char *call);
bool spy_fails_connecting(const char *call);
/* How many of len bytes this call may take. */
size_t spy_most(const char *call, size_t len);
/* A connection is ready to be accepted: must it be reset before that? */
bool spy_resets(void);

/* --- spy_heap.c: what may leak -------------------------------------------- */

/* The program got this list of addresses, and must free it. */
void spy_owes(const struct addrinfo *list);

#endif
