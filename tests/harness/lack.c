/* lack.c - see lack.h. */
#include "lack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail.h"
#include "must.h"
#include "spy_log.h"
#include "text.h"

/* So many processes and ports are enough for a run. Where the limit of processes
 * is plenty, nobody tries how many are left. */
enum { PROCESSES_AT_ONCE = 128, PROCESSES_PLENTY = 2048, PORTS_AT_ONCE = 128 };

/* --- what can be lacking --------------------------------------------------- */

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

/* What is needed and, of a limit of setrlimit(2), which one, how a shell says
 * it, and in which unit; of others, the file that has the value, if any. */
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
                  "Type, as root, `mkdir -p /dev/pts; mount -t devpts -o "
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

/* Which lack an error tells of: the first row that fits. Call NULL: of any;
 * error 0: any. */
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

/* --- telling --------------------------------------------------------------- */

/* The value of a limit, as a shell or the kernel's file says it. */
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
        /* those of its sandbox a stranger can take himself */
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

/* --- looking --------------------------------------------------------------- */

/* Raise the limit as far as it is wanted. False: it stays too low. */
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

static void look_at_limits(void)
{
    for (int i = 0; i < LACKS; i++)
        if (needs[i].wanted && !limit_is_enough(&needs[i]))
            tell((enum lack)i, "", 0);
}

/* Close what a call has given, or note why it has not. */
static void look_at(const char *call, int fd)
{
    if (fd == -1)
        lack_note(call);
    else
        close(fd);
}

static void look_for_terminal(void)
{
    int ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    const char *name = ours != -1 && unlockpt(ours) == 0 ? ptsname(ours) : NULL;
    look_at("posix_openpt",
            name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1);
    if (ours != -1)
        close(ours);
}

static void look_for_shared_memory(void)
{
    int fd = memfd_create("look", MFD_CLOEXEC);
    void *shared = MAP_FAILED;
    if (fd != -1 && ftruncate(fd, sizeof(struct spy_log)) == 0)
        shared =
            mmap(NULL, sizeof(struct spy_log), PROT_READ, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        lack_note("memfd_create");
    else
        munmap(shared, sizeof(struct spy_log));
    if (fd != -1)
        close(fd);
}

static void look_for_unix_sockets(void)
{
    int ends[2] = {-1, -1};
    int made = socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
    look_at("socketpair", made == 0 ? ends[0] : -1);
    if (made == 0)
        close(ends[1]);
}

static struct sockaddr_in loopback(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void look_for_ports(void)
{
    struct sockaddr_in any = loopback(0);
    int fds[PORTS_AT_ONCE];
    for (int i = 0; i < PORTS_AT_ONCE; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fds[i] == -1)
            lack_note("socket");
        else if (bind(fds[i], (struct sockaddr *)&any, sizeof any) == -1)
            lack_note("bind");
    }
    for (int i = 0; i < PORTS_AT_ONCE; i++)
        close(fds[i]);
}

/* A way to ourselves, on which nothing is sent. */
static void look_for_loopback(void)
{
    struct sockaddr_in discard = loopback(9);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd != -1 &&
        connect(fd, (struct sockaddr *)&discard, sizeof discard) == -1)
        lack_note("connect");
    look_at("socket", fd);
}

bool lack_look(void)
{
    look_at_limits();
    if (*told) /* what needs the rest of this would be killed: SIGXFSZ */
        return true;
    look_at("/proc", open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
    look_for_terminal();
    look_for_shared_memory();
    look_for_unix_sockets();
    look_for_ports();
    look_for_loopback();
    return *told;
}

static void end_all(const pid_t *pids, int count)
{
    for (int i = 0; i < count; i++)
        kill(pids[i], SIGKILL);
    for (int i = 0; i < count; i++)
        waitpid(pids[i], NULL, 0);
}

/* In a child: it ends when its parent does, if not before. */
static _Noreturn void wait_for_end(void)
{
    pid_t parent = getppid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (getppid() == parent)
        pause();
    _exit(0);
}

/* Who has a low limit of processes may have used it up: it is for all that this
 * user runs. */
static void look_for_processes(void)
{
    struct rlimit now;
    pid_t pids[PROCESSES_AT_ONCE];
    int count = 0;
    if (getrlimit(RLIMIT_NPROC, &now) == -1)
        return;
    now.rlim_cur = now.rlim_max;
    setrlimit(RLIMIT_NPROC, &now);
    if (now.rlim_cur > PROCESSES_PLENTY)
        return;
    while (count < PROCESSES_AT_ONCE && (pids[count] = fork()) > 0)
        count++;
    if (count < PROCESSES_AT_ONCE && pids[count] == 0)
        wait_for_end();
    if (count < PROCESSES_AT_ONCE)
        lack_note("fork");
    end_all(pids, count);
}

/* Criterion has its own files. */
static void look_for_folder(const char *path)
{
    if (access(path, W_OK) == -1)
        lack_note(path);
}

bool lack_look_first(bool framed)
{
    if (lack_look())
        return true;
    if (framed) {
        look_for_folder("/tmp");
        look_for_folder("/dev/shm");
    }
    look_for_processes();
    return *told;
}

void lack_excuses(struct outcome *end)
{
    if (end->verdict != FAIL || (*told == '\0' && !lack_look()))
        return;
    outcome_free(end);
    *end = lack_outcome();
}
