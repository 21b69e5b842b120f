/* fault.h - planned faults of the calls of a program under test. */
#ifndef FAULT_H
#define FAULT_H

#include "spy_name.h"

enum { FAULTS_MOST = 8 };

struct fault {
    enum fault_kind {
        FAULT_ERROR, /* one call fails with `error`, and libc is not called */
        FAULT_LESS,  /* no call moves more than `bytes` */
        FAULT_RESET, /* the nth connection is reset before it is accepted */
    } kind;
    enum spy_name call; /* SPY_SEND, SPY_RECV, SPY_ACCEPT, ... */
    int error;          /* an errno */
    int bytes;          /* at least 1 */
    int nth;            /* from 1 */
};

/* All planned faults of one program. */
struct faults {
    int count;
    struct fault of[FAULTS_MOST];
};

static inline struct fault fault_error(enum spy_name call, int error)
{
    return (struct fault){.kind = FAULT_ERROR, .call = call, .error = error};
}

static inline struct fault fault_less(enum spy_name call, int bytes)
{
    return (struct fault){.kind = FAULT_LESS, .call = call, .bytes = bytes};
}

static inline struct fault fault_reset(int nth)
{
    return (struct fault){.kind = FAULT_RESET, .call = SPY_ACCEPT, .nth = nth};
}

#endif
