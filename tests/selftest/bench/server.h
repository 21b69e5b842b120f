/* server.h - a server to be measured, in the engine's box: whatever becomes of
 * us, nothing of it is left. */
#ifndef SERVER_H
#define SERVER_H

#include "check.h"

/* Start it with port 0, on another core than ours, and read where it listens;
 * or end with bench_die(). */
void server_start(struct check *server, const char *program);
/* A connected socket that never waits, or bench_die(). */
int server_connect(const struct check *server);
/* Wait until it has accepted everybody who is connected. */
void server_lets_all_in(struct check *server);
/* Milliseconds of processor time that it has used, with their fractions. */
double server_cpu_ms(const struct check *server);
/* Let us have as many descriptors as we are allowed. */
void server_raise_our_limit(void);

#endif
