/* spy_log.h - the calls of a program under test, in memory that its tracer and
 * the harness share. The program has no part of it.
 *
 * A row is one call, or several equal calls: `times`. The first SPY_FIRST rows
 * stay; after them, a ring holds the last SPY_RING rows. */
#ifndef SPY_LOG_H
#define SPY_LOG_H

#include <stdint.h>

#include "fault.h"
#include "stack_log.h"

enum { SPY_ARGS = 6, SPY_FIRST = 3072, SPY_RING = 1024, SPY_ACTORS = 64 };
enum { ETC_MOST = 512 };

struct spy_call {
    uint32_t times; /* 0: the row is empty, or not complete yet */
    uint16_t name;
    uint16_t family; /* of the address */
    uint32_t ip;     /* ...its IPv4 address, in network byte order */
    uint16_t port;   /* ...in network byte order */
    uint16_t is_datagram;
    int32_t length_in, length_out;
    int32_t pid, fd, error;
    int64_t result;
    union {
        int64_t arg[SPY_ARGS]; /* all arguments, to compare two calls */
        struct {               /* socket() */
            int64_t domain, type, protocol;
        };
        struct { /* calls that move bytes; buffer is the first one's address */
            int64_t buffer, length, flags;
        };
        struct { /* select() and poll(); timeout -1: for ever. A set has a bit
                  * for each descriptor below 64; ready is the set after it */
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
    char head[8];         /* the first bytes that were sent or received */
    uint64_t from[2];     /* return addresses: of the call, of its caller; or
                           * the number of a stack, and 0: stack_log.h */
    int64_t began, ended; /* nanoseconds of CLOCK_MONOTONIC */
};

/* A thread, and its call that has not returned yet. */
struct spy_actor {
    int32_t pid; /* 0: this place is free */
    int32_t tid;
    struct spy_call call;
};

struct spy_log {
    struct faults plan;    /* what is to fail; the harness writes it */
    char etc[ETC_MOST];    /* the folder of hosts, nsswitch.conf, ... that it
                            * finds as /etc; "": that of this machine */
    uint64_t size;         /* of this structure; 0: nobody traces */
    uint64_t base;         /* the address where the program was loaded */
    uint32_t count;        /* rows begun, also those that the ring has lost */
    uint32_t knocks;       /* connections that were ready to be accepted */
    uint32_t faults_done;  /* a bit for each fault that has happened */
    uint32_t watches_heap; /* the program tells of its heap: note.h */
    uint32_t moves;        /* calls that have moved bytes */
    uint32_t may_leak;     /* a process that allocated memory has ended */
    struct spy_actor actors[SPY_ACTORS];
    struct spy_call rows[SPY_FIRST + SPY_RING];
    struct stack_log stacks; /* the last: most of its pages stay untouched */
};

#endif
