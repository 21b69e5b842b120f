/* peer.h - the other end of a connection: what the harness does as a client or
 * as a server, on loopback or inside the cell. */
#ifndef PEER_H
#define PEER_H

#include <stdbool.h>

#include "channel.h"

struct peer {
    struct channel wire;
    bool open; /* it has, or had, a connection */
};

/* Connect to "127.0.0.1:PORT" or "[::1]:PORT". False, with errno, if there is
 * no connection within ms milliseconds. */
bool peer_connect(struct peer *p, const char *address, bool udp, int ms);
/* Make a peer of a connected descriptor, which it then owns. */
void peer_adopt(struct peer *p, int fd, bool udp);
/* The port of its own socket; 0: unknown. */
int peer_port(const struct peer *p);
/* Close the connection with a reset: the other end gets ECONNRESET. */
void peer_reset(struct peer *p);
void peer_close(struct peer *p);
/* Send one datagram, to the address that the socket is connected to, or else to
 * the sender of the last one. */
bool peer_send_datagram(struct peer *p, const char *bytes, size_t len);

/* A socket bound to host ("127.0.0.1", "::1") and *port (0: any, and set).
 * Returns the descriptor, or -1 with errno. */
int peer_bind(const char *host, int *port, bool udp);
/* How a server that the harness plays meets clients. It listens. It refuses:
 * the port is bound, so that no other process gets it, but does not listen. It
 * ignores: its queue is full, with a connection of our own (*filler, which the
 * caller closes). Each returns 0, or -1 with errno. */
int peer_listen(int fd, bool udp);
int peer_refuse(int fd, bool udp);
int peer_ignore(int fd, bool udp, int *filler);

#endif
