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
    SPY_SOCKET,
    SPY_BIND,
    SPY_LISTEN,
    SPY_ACCEPT,
    SPY_CONNECT,
    SPY_SEND, /* also write() on a socket; and so for recv */
    SPY_RECV,
    SPY_SENDTO,
    SPY_RECVFROM,
    SPY_READ, /* not on a socket */
    SPY_WRITE,
    SPY_SHUTDOWN,
    SPY_CLOSE,
    SPY_SELECT,
    SPY_POLL,
    SPY_SETSOCKOPT,
    SPY_GETSOCKOPT,
    SPY_GETSOCKNAME, /* as accept */
    SPY_GETPEERNAME,
    SPY_FCNTL,
    SPY_DUP,
    SPY_FORK,
    SPY_EPOLL,
    SPY_LOOKUP, /* getaddrinfo() */
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
    union {
        int64_t arg[SPY_ARGS]; /* all of them, to compare two calls */
        struct {               /* socket() */
            int64_t domain, type, protocol;
        };
        struct { /* those that move bytes; where the first part lies */
            int64_t buffer, length, flags;
        };
        struct { /* those that wait; -1: without an end. A set has a bit for
                  * each descriptor below 64, ready is what was left in it */
            int64_t nfds, set_in, set_out, timeout_ms, ready_in, ready_out;
        };
        struct { /* setsockopt() and getsockopt(); a time is in milliseconds */
            int64_t level, option, value, value_length;
        };
        struct { /* getaddrinfo(): its hints, and what it returned */
            int64_t hint_family, hint_type, hint_flags, lookup_error;
        };
        int64_t backlog; /* listen() */
        int64_t how;     /* shutdown() */
        int64_t target;  /* dup2() */
        struct {         /* fcntl() */
            int64_t command, argument;
        };
    };
    char head[8];     /* the first bytes that were sent or came */
    uint64_t from[2]; /* where the call returns to, and where its caller does */
    int64_t began, ended; /* nanoseconds of a clock that nobody sets */
};

/* A thread, and the call that it is in now. */
struct spy_actor {
    int32_t pid; /* 0: nobody */
    int32_t tid;
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
