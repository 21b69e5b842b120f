/* server.h - start a server to measure, in the engine's box: if we are killed,
 * the box kills the server, too. */
#ifndef SERVER_H
#define SERVER_H

#include "check.h"

/* Start the server with port 0, on another core than ours, and read the address
 * that it prints; or call bench_die(). */
void server_start(struct check *server, const char *program);
/* A connected non-blocking socket, or bench_die(). */
int server_connect(const struct check *server);
/* Wait until the server has accepted all connections. */
void server_lets_all_in(struct check *server);
/* How many milliseconds of processor time it has used, with fractions. */
double server_cpu_ms(const struct check *server);
/* Raise our limit on descriptors as far as possible. */
void server_raise_our_limit(void);

#endif
