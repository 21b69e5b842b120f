/* peer.h - the other end of the wire: what the harness does as a client or as
 * a server. All on loopback, or inside the cell. */
#ifndef PEER_H
#define PEER_H

#include <stdbool.h>

#include "channel.h"

struct peer {
    struct channel wire;
    bool open; /* it has, or had, a connection */
};

/* Connect to "127.0.0.1:PORT" or "[::1]:PORT". False, with errno, if nobody
 * answers within ms milliseconds. */
bool peer_connect(struct peer *p, const char *address, bool udp, int ms);
/* Make a peer of a connected descriptor, which it then owns. */
void peer_adopt(struct peer *p, int fd, bool udp);
/* Our port, 0 if unknown. */
int peer_port(const struct peer *p);
/* Slam the receiver: whoever reads next gets ECONNRESET. */
void peer_reset(struct peer *p);
void peer_close(struct peer *p);
/* Send one datagram, to whom the socket is connected or who spoke last. */
bool peer_send_datagram(struct peer *p, const char *bytes, size_t len);

/* A socket bound to host ("127.0.0.1", "::1") and *port (0: any, and set).
 * Returns the descriptor, or -1 with errno. */
int peer_bind(const char *host, int *port, bool udp);
/* The three manners of a server that the harness plays: it listens; it refuses,
 * and holds the port so that nobody else takes it; it ignores (its queue is
 * full, which takes a connection of our own: *filler, to be closed). Each
 * returns 0, or -1 with errno. */
int peer_listen(int fd, bool udp);
int peer_refuse(int fd, bool udp);
int peer_ignore(int fd, bool udp, int *filler);

#endif
