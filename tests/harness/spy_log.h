/* spy_log.h - what a program under test has called, in memory that its spy and
 * the harness share.
 *
 * A row is one call, or several in a row that differ in nothing: `times`. The
 * first rows stay; behind them the last ones go round in a ring. */
#ifndef SPY_LOG_H
#define SPY_LOG_H

#include <stdint.h>

enum spy_name {
    SPY_NONE,
    SPY_SOCKET, /* arg: family, type, protocol */
    SPY_BIND,
    SPY_LISTEN, /* arg: backlog */
    SPY_ACCEPT,
    SPY_CONNECT,
    SPY_SEND, /* arg: bytes, length, flags; also write() on a socket */
    SPY_RECV,
    SPY_SENDTO,
    SPY_RECVFROM,
    SPY_READ, /* not on a socket */
    SPY_WRITE,
    SPY_SHUTDOWN, /* arg: how */
    SPY_CLOSE,
    SPY_SELECT,      /* arg: nfds, in, out, ms (-1: none), in and out after */
    SPY_POLL,        /* arg: count, and the same */
    SPY_SETSOCKOPT,  /* arg: level, name, value (of a time: ms), length */
    SPY_GETSOCKOPT,  /* arg: level, name */
    SPY_GETSOCKNAME, /* as accept */
    SPY_GETPEERNAME,
    SPY_FCNTL, /* arg: command, argument */
    SPY_DUP,
    SPY_FORK,
    SPY_EPOLL,  /* arg[3]: ms */
    SPY_LOOKUP, /* getaddrinfo(): arg: family, type, flags, its result */
    SPY_CALLS
};

enum { SPY_ARGS = 6, SPY_FIRST = 3072, SPY_RING = 1024, SPY_ACTORS = 64 };

struct spy_call {
    uint32_t times; /* 0: nothing here, or still being written */
    uint16_t name;
    uint16_t family; /* of the address, as are: */
    uint32_t ip;     /* ...IPv4, as it lies in memory */
    uint16_t port;   /* ...as it lies in memory */
    uint16_t is_datagram;
    int32_t length_in, length_out;
    int32_t pid, fd, error;
    int64_t result;
    int64_t arg[SPY_ARGS]; /* sets are those of the descriptors below 64 */
    char head[8];          /* the first bytes that were sent or came */
    uint64_t from[2]; /* where the call returns to, and where its caller does */
    int64_t began, ended; /* nanoseconds of a clock that nobody sets */
};

/* A thread, and the call that it is in now. */
struct spy_actor {
    int32_t pid; /* 0: nobody */
    struct spy_call call;
};

struct spy_log {
    uint64_t size;        /* of this structure, as the program knows it */
    uint64_t base;        /* where the program was loaded */
    uint32_t count;       /* rows ever begun */
    uint32_t knocks;      /* connections that were there to be accepted */
    uint32_t faults_done; /* a bit for each fault of the plan that has come */
    uint32_t may_leak;    /* a process has ended, and memory was taken in it */
    struct spy_actor actors[SPY_ACTORS];
    struct spy_call rows[SPY_FIRST + SPY_RING];
};

#endif
