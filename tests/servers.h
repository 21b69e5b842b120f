/* servers.h - checks that hold for the server of more than one lab. */
#ifndef SERVERS_H
#define SERVERS_H

#include "harness/stage/check.h"

/* The server listens on the address that it prints, and only on loopback. */
void server_is_where_it_says(struct check *k);
/* Killed while a client is connected, the server can start on its port
 * again. */
void server_restarts_on_its_port(struct check *k);
/* Without clients, and with a silent client, it uses no processor time. */
void server_rests(struct check *k);
/* It makes no call on a descriptor that it has closed. */
void server_leaves_closed_ones(struct check *k);
/* A client may be silent for as long as it likes. */
void server_waits_for_the_silent(struct check *k);
/* As far as its calls are known, it has made none on a descriptor that it had
 * closed until now. */
void server_closes_once(struct check *k);

/* Peers for any check, which must close them itself. */
enum { CROWD = 100 };
extern struct peer crowd[CROWD];
bool crowd_connects(struct check *k, int count);
/* Connect with small buffers, so that few bytes can be in flight. */
bool crowd_connects_narrowly(struct check *k, struct peer *p);
void crowd_leaves(int count);

#endif
