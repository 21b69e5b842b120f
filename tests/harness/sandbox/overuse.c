/* overuse.c - see overuse.h.
 *
 * setrlimit(2) limits each process alone; and a limit on address space would
 * forbid the shadow memory of sanitizers and the arenas of threads. So we read
 * /proc some times a second, but not smaps, which locks a process for long.
 * syscall_filter.c forbids memory that /proc counts for no process. */
#include "overuse.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "box.h"

enum {
    SHARED_KIB = 8 * 1024, /* of each process, may be shared: not counted */
    IN_KERNEL_KIB = 256,   /* for each descriptor: its buffers */
    MOST_SECONDS = 6,
    MOST_PROCESSES = 200,
    MOST_THREADS = 240, /* RLIMIT_NPROC counts them, too: box.c */
    DESCENDANTS = 1024,
    IN_FLIGHT = 64, /* more descriptors of one user are too many */
    LOOKS_IN_FLIGHT = 3,
    PATH = 320
};

/* The sums over all processes. */
struct sums {
    long processes, threads, kib, ticks, in_flight;
    bool hidden;
};

/* --- memory --------------------------------------------------------------- */

/* The memory of a process without mapped files, in KiB; -1: it has ended. */
static long resident(const char *process)
{
    static const char *const counted[] = {
        "RssAnon:", "RssShmem:", "VmPTE:",
        "VmPMD:",   "VmSwap:",   "HugetlbPages:"};
    char path[PATH], line[256];
    long sum = -1;
    snprintf(path, sizeof path, "/proc/%s/status", process);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
            if (strncmp(line, counted[i], strlen(counted[i])) == 0)
                sum += atol(strchr(line, ':') + 1) + (sum == -1);
    if (file)
        fclose(file);
    return sum;
}

/* The memory of a process in KiB; 0: it has ended. If its first thread has
 * ended we read another one: `process` becomes that thread, "12/task/14". */
static long memory_of(char process[PATH])
{
    char path[PATH], thread[PATH];
    long kib = resident(process);
    if (kib != -1)
        return kib;
    snprintf(path, sizeof path, "/proc/%.20s/task", process);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return 0;
    for (struct dirent *e; kib == -1 && (e = readdir(dir)) != NULL;) {
        snprintf(thread, sizeof thread, "%.20s/task/%.20s", process, e->d_name);
        kib = e->d_name[0] == '.' ? -1 : resident(thread);
    }
    closedir(dir);
    if (kib != -1)
        strcpy(process, thread);
    return kib == -1 ? 0 : kib;
}

/* The kernel's memory for the mappings of a process: 220 bytes for each line of
 * maps. More than FEW lines count as MOST, so we need not read them all. */
static long of_maps(const char *process)
{
    enum { FEW = 4096, MOST = 65530, BYTES = 220 };
    char path[PATH], text[16 * 1024];
    long lines = 0;
    snprintf(path, sizeof path, "/proc/%.60s/maps", process);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    for (ssize_t n;
         fd != -1 && lines <= FEW && (n = read(fd, text, sizeof text)) > 0;)
        for (ssize_t i = 0; i < n; i++)
            lines += text[i] == '\n';
    if (fd != -1)
        close(fd);
    return (lines > FEW ? MOST : lines) * BYTES / 1024;
}

/* The memory of files: /tmp of a jail is a tmpfs. */
static long in_files(void)
{
    struct statvfs s;
    if (statvfs("/tmp", &s) == -1)
        return 0;
    return (long)((s.f_blocks - s.f_bfree) * s.f_frsize / 1024);
}

/* --- descriptors ---------------------------------------------------------- */

/* How many descriptors wait in this socket to be received: "scm_fds:" in
 * proc(5). Other kinds of descriptors have no such line. */
static long in_flight(const char *process, const char *fd)
{
    char path[PATH], line[256];
    long found = 0;
    snprintf(path, sizeof path, "/proc/%.60s/fdinfo/%.20s", process, fd);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "scm_fds:", 8) == 0)
            found = atol(line + 8);
    if (file)
        fclose(file);
    return found;
}

/* No file of /proc tells how many bytes wait in a socket or a pipe, so each
 * descriptor counts as IN_KERNEL_KIB. A process that hides its descriptors from
 * us (PR_SET_DUMPABLE) is noted. */
static void add_descriptors(const char *process, bool lives, struct sums *sums)
{
    char path[PATH];
    snprintf(path, sizeof path, "/proc/%.60s/fd", process);
    DIR *dir = opendir(path);
    if (dir == NULL && errno == EACCES && atoi(process) > 1 && lives)
        sums->hidden = true;
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        sums->kib += atoi(e->d_name) > BOX_LOG ? IN_KERNEL_KIB : 0;
        sums->in_flight += in_flight(process, e->d_name);
    }
    if (dir)
        closedir(dir);
}

/* Has this user more than IN_FLIGHT descriptors in flight? The kernel counts
 * them across all sandboxes. So we lower our own limit to IN_FLIGHT, and see
 * whether the kernel lets us send one more. */
static bool sends_no_more(void)
{
    struct rlimit before, low;
    int ends[2];
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr head;
    } control = {{0}};
    struct iovec part = {"", 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    if (getrlimit(RLIMIT_NOFILE, &before) == -1 ||
        socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends) == -1)
        return false;
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(sizeof *ends);
    memcpy(CMSG_DATA(&control.head), ends, sizeof *ends);
    low = before;
    low.rlim_cur = IN_FLIGHT;
    setrlimit(RLIMIT_NOFILE, &low);
    bool refused =
        sendmsg(ends[0], &message, MSG_NOSIGNAL | MSG_DONTWAIT) == -1 &&
        errno == ETOOMANYREFS;
    setrlimit(RLIMIT_NOFILE, &before);
    close(ends[0]);
    close(ends[1]);
    return refused;
}

/* To have descriptors in flight at one look is normal. It is overuse if they
 * are there at several looks in a row, and too many for others to send
 * theirs. */
static bool keeps_in_flight(long found)
{
    static int looks;
    looks = found > 0 && sends_no_more() ? looks + 1 : 0;
    return looks >= LOOKS_IN_FLIGHT;
}

/* --- time ----------------------------------------------------------------- */

/* Clock ticks of a process, and of the children that it has reaped; and how
 * many threads it has. */
static void add_times(const char *pid, struct sums *sums)
{
    char path[PATH], line[1024];
    unsigned long own[2], reaped[2], threads;
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *file = fopen(path, "re");
    size_t len = file ? fread(line, 1, sizeof line - 1, file) : 0;
    if (file)
        fclose(file);
    line[len] = '\0';
    const char *name_end = strrchr(line, ')'); /* it may be in the name */
    if (name_end == NULL ||
        sscanf(name_end + 1,
               " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu "
               "%*d %*d %lu",
               &own[0], &own[1], &reaped[0], &reaped[1], &threads) != 5)
        return;
    sums->ticks += (long)(own[0] + own[1] + reaped[0] + reaped[1]);
    sums->threads += (long)threads;
}

/* --- all of them ---------------------------------------------------------- */

static void count(const char *pid, struct sums *sums)
{
    (void)pid;
    sums->processes++;
}

static void add(const char *pid, struct sums *sums)
{
    char process[PATH];
    if (atoi(pid) == getpid()) /* what we do for them is not theirs */
        return;
    snprintf(process, sizeof process, "%.20s", pid);
    add_times(pid, sums);
    long kib = memory_of(process);
    sums->kib += (kib > SHARED_KIB ? kib - SHARED_KIB : 0) + of_maps(process);
    add_descriptors(process, kib > 0, sums);
}

static void each_process(void (*look)(const char *pid, struct sums *),
                         struct sums *sums)
{
    DIR *dir = opendir("/proc");
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (e->d_name[0] >= '1' && e->d_name[0] <= '9')
            look(e->d_name, sums);
    if (dir)
        closedir(dir);
}

/* First we count the processes: that is quick, and to look into too many of
 * them would take long. */
static enum overuse overuse_of_all(long most_kib)
{
    struct sums sums = {.kib = in_files()};
    each_process(count, &sums);
    if (sums.processes > MOST_PROCESSES)
        return OVERUSES_PROCESSES;
    each_process(add, &sums);
    if (sums.threads > MOST_THREADS)
        return OVERUSES_PROCESSES;
    if (sums.hidden)
        return HIDES_ITS_USE;
    if (sums.kib > most_kib)
        return OVERUSES_MEMORY;
    if (keeps_in_flight(sums.in_flight))
        return OVERUSES_IN_FLIGHT;
    return sums.ticks > MOST_SECONDS * sysconf(_SC_CLK_TCK) ? OVERUSES_TIME
                                                            : WITHIN_LIMITS;
}

/* Append the children of all threads of a process to `known`. */
static int add_children(pid_t parent, pid_t *known, int count)
{
    char path[PATH];
    snprintf(path, sizeof path, "/proc/%d/task", (int)parent);
    DIR *dir = opendir(path);
    for (struct dirent *e; dir && (e = readdir(dir)) != NULL;) {
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", (int)parent,
                 e->d_name);
        FILE *file = e->d_name[0] == '.' ? NULL : fopen(path, "re");
        while (file && count < DESCENDANTS &&
               fscanf(file, "%d", &known[count]) == 1)
            count++;
        if (file)
            fclose(file);
    }
    if (dir)
        closedir(dir);
    return count;
}

static enum overuse overuse_below(long most_kib)
{
    static pid_t found[DESCENDANTS];
    char process[PATH];
    long kib = 0;
    int count = add_children(getpid(), found, 0);
    for (int i = 0; i < count; i++) {
        count = add_children(found[i], found, count);
        snprintf(process, sizeof process, "%d", (int)found[i]);
        kib += memory_of(process);
    }
    return kib > most_kib + count * SHARED_KIB ? OVERUSES_MEMORY
                                               : WITHIN_LIMITS;
}

enum overuse overuse(bool jailed, long most_mib)
{
    return jailed ? overuse_of_all(most_mib * 1024)
                  : overuse_below(most_mib * 1024);
}
