/* observed.h - what the kernel showed of a program at one moment. */
#ifndef OBSERVED_H
#define OBSERVED_H

#include <stdbool.h>

/* One socket of a program, as /proc shows it. */
struct observed_socket {
    int fd;
    bool udp, listening, connected;
    char address[80]; /* the local address: "127.0.0.1:40213" */
    int port, peer_port;
    long unsent; /* bytes in its send queue: not acknowledged yet */
    long unread; /* bytes in its receive queue; for a listener: its backlog */
};

/* A program at one moment; a number that is not known is -1. */
struct observed {
    int socket_count;
    struct observed_socket sockets[16]; /* the first ones */
    int descriptors, children, dead_children, threads;
    long cpu_ms;
};

#endif
