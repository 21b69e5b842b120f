/* spy_faults.c - see spy_inside.h: the plan of faults.
 *
 * The environment variable SPY holds it, already checked by the harness:
 *
 *     send at most 7 bytes;EINTR on accept;reset before accept 3;
 *
 * A limit holds for every call. An error happens once, in the first process
 * that makes this call, and then libc is not called. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "spy_inside.h"

enum { FAULTS = 8, NAME_MOST = 16 };

static struct fault {
    char call[NAME_MOST];
    size_t most;    /* bytes; 0: no limit */
    int error;      /* 0: none */
    unsigned reset; /* the number of the connection to reset; 0: none */
} faults[FAULTS];
static int fault_count;

static const struct {
    const char *name;
    int error;
} errors[] = {
    {"EINTR", EINTR},
    {"EAGAIN", EAGAIN},
    {"EMFILE", EMFILE},
    {"ECONNABORTED", ECONNABORTED},
    {"ENOBUFS", ENOBUFS},
    {"ECONNRESET", ECONNRESET},
    {"EAFNOSUPPORT", EAFNOSUPPORT},
};

static int error_of(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strlen(errors[i].name) == len &&
            strncmp(errors[i].name, name, len) == 0)
            return errors[i].error;
    return 0;
}

/* Copy the name of a call, which ends before `to`. */
static void take_call(struct fault *f, const char *from, const char *to)
{
    size_t len = (size_t)(to - from);
    if (len < NAME_MOST)
        memcpy(f->call, from, len);
}

static void take_fault(const char *text, size_t len)
{
    static const char reset[] = "reset before accept ";
    const char *most = memmem(text, len, " at most ", 9);
    const char *on = memmem(text, len, " on ", 4);
    struct fault *f = &faults[fault_count];
    if (fault_count == FAULTS)
        return;
    if (most) {
        take_call(f, text, most);
        f->most = strtoul(most + 9, NULL, 10);
    } else if (on) {
        take_call(f, on + 4, text + len);
        f->error = error_of(text, (size_t)(on - text));
    } else if (len > sizeof reset - 1) {
        f->reset = (unsigned)atoi(text + sizeof reset - 1);
    }
    fault_count++;
}

__attribute__((constructor(102))) static void take_plan(void)
{
    const char *plan = getenv("SPY");
    while (plan && *plan) {
        size_t len = strcspn(plan, ";");
        take_fault(plan, len);
        plan += len + (plan[len] == ';');
    }
}

/* Has fault i happened before? Note that it happens now. */
static bool has_come(int i, bool connecting)
{
    uint32_t bit = 1u << (connecting ? i + FAULTS : i);
    return __atomic_fetch_or(&spy_log->faults_done, bit, __ATOMIC_SEQ_CST) &
           bit;
}

/* A fault of one of these calls is a fault of its equivalents, too. */
static const char *kind_of(const char *call)
{
    return strcmp(call, "recvfrom") == 0 ? "recv"
           : strcmp(call, "sendto") == 0 ? "send"
           : strcmp(call, "poll") == 0   ? "select"
                                         : call;
}

static bool fails(const char *call, bool connecting)
{
    for (int i = 0; i < fault_count; i++)
        if (faults[i].error &&
            strcmp(kind_of(faults[i].call), kind_of(call)) == 0 &&
            !has_come(i, connecting)) {
            errno = faults[i].error;
            return true;
        }
    return false;
}

bool spy_fails(const char *call)
{
    return fails(call, false);
}

bool spy_fails_connecting(const char *call)
{
    return fails(call, true);
}

size_t spy_most(const char *call, size_t len)
{
    for (int i = 0; i < fault_count; i++)
        if (faults[i].most && faults[i].most < len &&
            strcmp(faults[i].call, call) == 0)
            return faults[i].most;
    return len;
}

bool spy_resets(void)
{
    uint32_t knock = __atomic_add_fetch(&spy_log->knocks, 1, __ATOMIC_SEQ_CST);
    for (int i = 0; i < fault_count; i++)
        if (faults[i].reset == knock)
            return true;
    return false;
}
