/* servers.h - checks that hold for the server of more than one lab. */
#ifndef SERVERS_H
#define SERVERS_H

#include "harness/stage/check.h"

/* It listens where it says, and on loopback only. */
void server_is_where_it_says(struct check *k);
/* Killed in the middle of a conversation, it can start again on its port. */
void server_restarts_on_its_port(struct check *k);
/* With nobody there, and with somebody who says nothing, it uses no time. */
void server_rests(struct check *k);

/* Peers that a check may use; they are closed by the check itself. */
enum { CROWD = 100 };
extern struct peer crowd[CROWD];
bool crowd_connects(struct check *k, int count);
void crowd_leaves(int count);

#endif
