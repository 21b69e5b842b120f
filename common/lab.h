/* lab.h - what every lab may borrow, once an earlier lab wrote it by hand. */
#ifndef LAB_H
#define LAB_H

#include <stdint.h>

#include "net.h"

/* --- talking to people ------------------------------------------------- */

/* Print one line on stdout, at once: into a pipe stdout is buffered, and
 * whoever waits for the line would wait for ever. printf(3) format. */
#ifdef __GNUC__
__attribute__((format(printf, 1, 2)))
#endif
void say(const char *format, ...);

/* Print "CALL: NAME, words" on stderr for the call that has just failed... */
void complain(const char *call);
/* ...the same, where running out of time is the likely reason... */
void complain_or_late(const char *call);
/* ...for getaddrinfo(3), which returns errors, and has codes of its own... */
void complain_about_name(const char *name, int error);
/* ...or complain, and exit 1. */
_Noreturn void die(const char *call);

/* Read one line of stdin, newline included. Returns its length, 0 at the end
 * of input; a line longer than size comes in pieces. fgetc(3). */
size_t read_line(char *buf, size_t size);

/* --- command lines: all of these print the usage and exit 2 if wrong ----- */

/* No arguments at all. */
void no_args(int argc, char **argv);
/* `server [PORT]`: the port, 0 to 65535; without one, otherwise. */
uint16_t port_from_args(int argc, char **argv, uint16_t otherwise);
/* `client HOST PORT [MS]`: port 1 to 65535; ms (may be NULL: no MS allowed)
 * 1 to 600000, left alone if not given. Strings of argv, not copies. A client
 * without a stdin is used wrongly, too. */
void host_port_from_args(int argc, char **argv, const char **host,
                         const char **port, long *ms);

/* --- sockets ------------------------------------------------------------- */

/* Lab 2 in one call: a listener on 127.0.0.1, which has said "listening on
 * ADDRESS:PORT". Exits 1 if a call fails. */
net_socket listen_on(uint16_t port);

/* Lab 3, step 3: send(2) all of buf. Returns 0, or -1 for net_error(). */
int send_all(net_socket s, const char *buf, size_t len);

/* Lab 4, steps 1 and 2: a connection to the first address of host that
 * answers within ms. NET_INVALID, after complaining, if none does. */
net_socket connect_to(const char *host, const char *port, long ms);

/* --- starters ------------------------------------------------------------ */

/* Stands where a step is still to be written: says so and exits 3. After the
 * step come the variables it needs, so that no compiler calls them unused. */
_Noreturn int todo(const char *step, ...);

#endif
