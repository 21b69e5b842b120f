/* lack.c - see lack.h. */
#include "lack.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "jail.h"
#include "must.h"
#include "text.h"

/* --- what can be lacking -------------------------------------------------- */

enum lack {
    NOTHING,
    DESCRIPTORS,
    PROCESSES,
    ADDRESSES,
    DATA,
    FILE_SIZE,
    CPU_TIME,
    OPEN_FILES,
    MEMORY,
    DISK,
    WRITING,
    PORTS,
    LOOPBACK,
    TERMINAL,
    SHARED_MEMORY,
    UNIX_SOCKETS,
    PROC,
    COMPILER,
    BOX,
    LACKS
};

/* What is needed, and how to get it. `limit` is the shell's command for a limit
 * of setrlimit(2), which counts in `unit`; for anything else it is the file
 * that has the value, if there is one. */
static const struct need {
    const char *needs, *limit;
    int resource;
    rlim_t wanted, unit;
    const char *remedy;
} needs[LACKS] = {
    [DESCRIPTORS] = {"256 descriptors", "ulimit -n", RLIMIT_NOFILE, 256, 1,
                     "Type `ulimit -n 1024` (in a new shell, or as root)"},
    [PROCESSES] = {"128 more processes", "ulimit -u", RLIMIT_NPROC, 0, 1,
                   "End other programs, or type `ulimit -u 4096`"},
    [ADDRESSES] = {"an address space without a limit", "ulimit -v", RLIMIT_AS,
                   RLIM_INFINITY, 1024, "Type `ulimit -v unlimited`"},
    [DATA] = {"memory without a limit", "ulimit -d", RLIMIT_DATA, RLIM_INFINITY,
              1024, "Type `ulimit -d unlimited`"},
    [FILE_SIZE] = {"files of 16384 KiB", "ulimit -f", RLIMIT_FSIZE, 16 << 20,
                   1024, "Type `ulimit -f unlimited`"},
    [CPU_TIME] = {"300 seconds of processor time", "ulimit -t", RLIMIT_CPU, 300,
                  1, "Type `ulimit -t unlimited`"},
    [OPEN_FILES] = {"descriptors, and the system has given out all",
                    "/proc/sys/fs/file-max", -1, 0, 1,
                    "End other programs, or raise it as root"},
    [MEMORY] = {"more memory than the system gives", NULL, -1, 0, 1,
                "End other programs"},
    [DISK] = {"room on the disk", NULL, -1, 0, 1,
              "Make room where the kit lies, and in /tmp"},
    [WRITING] = {"files of its own", NULL, -1, 0, 1,
                 "Copy the kit to where you may write, and see that /tmp can "
                 "be written"},
    [PORTS] = {"128 free ports", "/proc/sys/net/ipv4/ip_local_port_range", -1,
               0, 1, "End the programs that hold them"},
    [LOOPBACK] = {"the network of this machine with itself", NULL, -1, 0, 1,
                  "Type, as root, `ip link set lo up`"},
    [TERMINAL] = {"a pseudo-terminal", NULL, -1, 0, 1,
                  "Type, as root, `mount -t devpts -o "
                  "ptmxmode=666 devpts /dev/pts; ln -sf pts/ptmx /dev/ptmx`"},
    [SHARED_MEMORY] = {"shared memory", NULL, -1, 0, 1,
                       "Let this container make it: memfd_create(2)"},
    [UNIX_SOCKETS] = {"Unix sockets", NULL, -1, 0, 1,
                      "Let this container make them: unix(7)"},
    [PROC] = {"/proc", NULL, -1, 0, 1,
              "Type, as root, `mount -t proc proc /proc`"},
    [COMPILER] = {"a C compiler", NULL, -1, 0, 1,
                  "Install one (Debian: apt-get install gcc libc6-dev), or set "
                  "CC to its name"},
    [BOX] = {"tests/build/box", NULL, -1, 0, 1,
             "Type `make clean`, and see that the kit's folder is not mounted "
             "noexec"},
};

/* Which lack causes an error: that of the first row that fits. NULL fits any
 * call, and 0 any error. */
static const struct {
    const char *call;
    int error;
    enum lack lack;
} causes[] = {
    {NULL, EMFILE, DESCRIPTORS},
    {NULL, ENFILE, OPEN_FILES},
    {NULL, ENOMEM, MEMORY},
    {NULL, ENOBUFS, MEMORY},
    {"posix_openpt", 0, TERMINAL},
    {NULL, ENOSPC, DISK},
    {NULL, EDQUOT, DISK},
    {NULL, EROFS, WRITING},
    {"memfd_create", 0, SHARED_MEMORY},
    {"socketpair", 0, UNIX_SOCKETS},
    {"/proc", 0, PROC},
    {"open", EACCES, WRITING},
    {"fork", EAGAIN, PROCESSES},
    {"box", EAGAIN, PROCESSES},
    {"box", 0, BOX},
    {"cc", EAGAIN, PROCESSES},
    {"cc", 0, COMPILER},
    {"bind", EADDRINUSE, PORTS},
    {"connect", EADDRNOTAVAIL, PORTS},
    {"connect", EAGAIN, PORTS},
    {"connect", ENETUNREACH, LOOPBACK},
    {"/tmp", 0, WRITING},
    {"/dev/shm", 0, SHARED_MEMORY},
};

static char told[512];

/* --- telling -------------------------------------------------------------- */

/* Write the value of a limit, as a shell or the kernel's file has it. */
static void put_value(const struct need *n, char *text, size_t size)
{
    struct rlimit now;
    FILE *file = n->resource == -1 ? fopen(n->limit, "re") : NULL;
    snprintf(text, size, "not known");
    if (file) {
        if (fgets(text, (int)size, file))
            text[strcspn(text, "\n")] = '\0';
        fclose(file);
    } else if (n->resource != -1 &&
               getrlimit((__rlimit_resource_t)n->resource, &now) == 0) {
        if (now.rlim_cur == RLIM_INFINITY)
            snprintf(text, size, "unlimited");
        else
            snprintf(text, size, "%llu%s",
                     (unsigned long long)(now.rlim_cur / n->unit),
                     n->unit == 1024 ? " KiB" : "");
    }
}

static void tell(enum lack lack, const char *call, int error)
{
    const struct need *n = &needs[lack];
    char value[64], why[128] = "";
    if (*told)
        return;
    if (n->limit) {
        put_value(n, value, sizeof value);
        snprintf(why, sizeof why, "; `%s` is %s", n->limit, value);
    } else {
        snprintf(why, sizeof why, " (%s: %s)", call, strerror(error));
    }
    snprintf(told, sizeof told, "needs %s%s. %s, then test again.", n->needs,
             why, n->remedy);
}

void lack_note(const char *call)
{
    int error = errno;
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        if ((causes[i].call && strcmp(causes[i].call, call) != 0) ||
            (causes[i].error && causes[i].error != error))
            continue;
        /* a stranger's program can use up the ports of its sandbox */
        if (causes[i].lack != PORTS || !jail_is_closed())
            tell(causes[i].lack, call, error);
        break;
    }
    errno = error;
}

const char *lack_told(void)
{
    return *told ? told : NULL;
}

void lack_note_ended(int status)
{
    lack_forget();
    errno = ENOMEM;
    if (WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY)
        lack_note("malloc");
    else if (WIFEXITED(status) && WEXITSTATUS(status) == NO_CHILD)
        tell(PROCESSES, "", 0);
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        tell(CPU_TIME, "", 0);
    else if (WIFSIGNALED(status))
        snprintf(told, sizeof told,
                 "the test itself was ended by SIG%s. Is there memory enough? "
                 "Test again.",
                 sigabbrev_np(WTERMSIG(status)));
    else
        snprintf(told, sizeof told,
                 "the test itself has ended with status %d, without a verdict. "
                 "Test again.",
                 WEXITSTATUS(status));
}

struct outcome lack_outcome(void)
{
    return (struct outcome){.verdict = NOT_CHECKED,
                            .why = HARNESS_LACKS,
                            .story = must_strdup(told)};
}

void lack_end(void)
{
    text_put_folded(stderr, "not checked: ", *told ? told : strerror(errno));
    exit(LACKING);
}

void lack_forget(void)
{
    *told = '\0';
}

/* --- limits --------------------------------------------------------------- */

/* Raise a limit to the wanted value. False: it stays too low. */
static bool limit_is_enough(const struct need *n)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)n->resource, &now) == -1 ||
        now.rlim_cur >= n->wanted)
        return true;
    now.rlim_cur = now.rlim_max < n->wanted ? now.rlim_max : n->wanted;
    return setrlimit((__rlimit_resource_t)n->resource, &now) == 0 &&
           now.rlim_cur >= n->wanted;
}

void lack_look_at_limits(void)
{
    for (int i = 0; i < LACKS; i++)
        if (needs[i].wanted && !limit_is_enough(&needs[i]))
            tell((enum lack)i, "", 0);
}

/* What failed, and a fault that never came, may be so for what is lacking: look
 * for it. What was not checked for another reason is so only if it was
 * noted. */
static bool may_lack(const struct outcome *end)
{
    bool unchecked = end->verdict == NOT_CHECKED;
    bool doubtful =
        end->verdict == FAIL || (unchecked && end->why == PREVENTED);
    return ((doubtful || unchecked) && lack_told()) ||
           (doubtful && lack_look());
}

void lack_excuses(struct outcome *end)
{
    if (!may_lack(end))
        return;
    outcome_free(end);
    *end = lack_outcome();
}
