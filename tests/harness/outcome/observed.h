/* observed.h - what the kernel said of a program at one moment. */
#ifndef OBSERVED_H
#define OBSERVED_H

#include <stdbool.h>

/* One socket of a program, and what the kernel says of it. */
struct observed_socket {
    int fd;
    bool udp, listening, connected;
    char address[80]; /* its own: "127.0.0.1:40213" */
    int port, peer_port;
    long unsent; /* bytes on their way out, sent or not */
    long unread; /* bytes that have come; of a listener: connections */
};

/* A program at one moment; numbers are -1 if not known. */
struct observed {
    int socket_count;
    struct observed_socket sockets[16]; /* the first ones */
    int descriptors, children, dead_children;
    long cpu_ms;
};

#endif
