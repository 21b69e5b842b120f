/* attack.h - functions for attacks on servers and on clients. */
#ifndef ATTACK_H
#define ATTACK_H

#include "check.h"

/* One row of a table. An attack DEMANDs what must be true: check.h. */
struct attack {
    const char *name;
    const char *labs; /* the numbers of the labs that it applies to */
    void (*on)(struct check *k);
    int descriptors; /* the program's limit on descriptors; 0: the usual one */
};

extern const struct attack on_servers[], on_clients[]; /* end: no name */

/* Start the server, attack it, and demand that it still works. */
void attack_server(struct check *k, const struct attack *a);
/* Start the client with a server of ours, and check how it ends. */
void attack_client(struct check *k, const struct attack *a);

/* The number of the lab. */
int lab_of(const struct check *k);

/* Demand that a program ends by itself with this status; false if not. */
bool ends(struct check *k, struct program *p, int status);

/* Does the program complain of EINTR? An interrupted call is no failure. */
bool complains_of_eintr(struct program *p);
#define COMPLAINS_OF_EINTR "it takes an interrupted call for a failure (EINTR)"

/* For pump_until(): has the program ended? Have we sent all bytes to the
 * peer? */
bool has_ended(void *program);
bool all_sent(void *peer);

/* Send at once, without the channel, as far as the kernel takes the bytes. */
void say(int fd, const char *bytes, size_t len);

/* NASTY bytes: every byte value, some conversions of printf(), and a newline at
 * the end only. MEBIBYTE bytes: no newline at all. */
enum { NASTY = 300, MEBIBYTE = 1 << 20, DATAGRAM_MOST = 65507 };
extern char nasty[NASTY], mebibyte[MEBIBYTE];

/* How long 100 connections a second go on. */
extern int seconds;

#endif
