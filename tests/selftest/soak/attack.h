/* attack.h - what the attacks on servers and on clients share. */
#ifndef ATTACK_H
#define ATTACK_H

#include "check.h"

/* One row of a table. An attack DEMANDs what must be true: check.h. */
struct attack {
    const char *name;
    const char *labs; /* the numbers of those that it applies to */
    void (*on)(struct check *k);
    int descriptors; /* how many the program may open, 0: enough */
};

extern const struct attack on_servers[], on_clients[]; /* end: no name */

/* Start the server, attack it, and see whether it is as good as before. */
void attack_server(struct check *k, const struct attack *a);
/* Start the client against a server of ours, and see how it ends. */
void attack_client(struct check *k, const struct attack *a);

/* Number of a lab. */
int lab_of(const struct check *k);

/* Demand that a program ends by itself with this status; false if not. */
bool ends(struct check *k, struct program *p, int status);

/* An interrupted call is no failure, and nothing to speak of. */
bool complains_of_eintr(struct program *p);
#define COMPLAINS_OF_EINTR "it takes an interrupted call for a failure (EINTR)"

/* For pump_until(): has the program ended; has each byte for the peer left. */
bool has_ended(void *program);
bool all_sent(void *peer);

/* Send now, past the channel, as far as the kernel takes it. */
void say(int fd, const char *bytes, size_t len);

/* All bytes that there are, some that printf() would obey, and a newline at the
 * end only; and many, with no newline at all. */
enum { NASTY = 300, MEBIBYTE = 1 << 20, DATAGRAM_MOST = 65507 };
extern char nasty[NASTY], mebibyte[MEBIBYTE];

/* How long 100 connections a second go on. */
extern int seconds;

#endif
