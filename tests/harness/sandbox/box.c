/* box.c - supervise one program, and leave nothing of it behind.
 *
 * usage: box DESCRIPTORS STDIN MEMORY_MIB PROGRAM NAME [ARG...]
 *        box --jailer
 *
 * DESCRIPTORS is the limit for the program, STDIN is "open" or "closed",
 * MEMORY_MIB the memory that all inside may have together (0: no limit). NAME
 * is what the program will think that it was called by. Descriptor 3 is the
 * lifeline: when its other end closes, for whatever reason, all inside are
 * killed. Descriptor 4 takes struct box_report. If the environment has BOX_LOG,
 * descriptor 5 is shared memory for struct spy_log: the calls of all inside are
 * noted there, and those of its plan fail (tracer.h). BOX_JAIL says that we are
 * in a jail, with a stranger's program: then nobody inside may look into us,
 * and the number of its processes and their time have an end, too.
 *
 * Every process inside, however it hides (setsid, double fork), becomes our
 * child when its parent dies: PR_SET_CHILD_SUBREAPER in prctl(2). */
#include "box.h"
#include "jailer.h"
#include "overuse.h"
#include "syscall_filter.h"
#include "tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CPU_SECONDS = 20,
    FILE_MIB = 16,
    PROCESSES = 256,
    DESCRIPTORS = 1024,
    LOOK_MS = 100
};

static bool jailed, traced;
static long memory_mib;

static void die(const char *call)
{
    perror(call);
    _exit(1);
}

/* The box itself cannot go on: no fault of the program's. */
static void give_up(void)
{
    struct box_report lack = {.own_error = errno};
    _exit(write(BOX_STATUS, &lack, sizeof lack) == -1 ? 2 : 1);
}

static void limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(what, &now) == -1)
        die("getrlimit");
    if (now.rlim_max != RLIM_INFINITY && most > now.rlim_max)
        most = now.rlim_max;
    /* soft below hard, so that the status says SIGXCPU and not SIGKILL; but a
     * stranger may not lift it again, except to where a test would */
    struct rlimit wanted = {.rlim_cur = most, .rlim_max = now.rlim_max};
    if (jailed)
        wanted.rlim_max = most + (what == RLIMIT_CPU);
    if (jailed && what == RLIMIT_NOFILE && most < DESCRIPTORS)
        wanted.rlim_max = DESCRIPTORS;
    if (setrlimit(what, &wanted) == -1)
        die("setrlimit");
}

static void set_limits(char **argv)
{
    limit(RLIMIT_NOFILE, (rlim_t)atol(argv[1]));
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, (rlim_t)(jailed ? 1 : FILE_MIB) << 20);
    if (jailed)
        limit(RLIMIT_NPROC, PROCESSES);
}

static void close_from(unsigned first)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, first, ~0U, 0) == 0)
        return;
#endif
    for (int fd = (int)first; fd < 1024; fd++)
        close(fd);
}

/* As far as this system can. */
static void refuse_calls(void)
{
    int count = 0;
    const long *numbers = traced ? tracer_numbers(&count) : NULL;
    if (jailed || traced)
        filter_calls(jailed, numbers, count);
    if (traced)
        close(-1); /* the tracer sees that the filter works */
}

/* In the child: become the program. Only a failure comes back, as errno. */
static void become(char **argv, int failure)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* it might kill its box */
    set_limits(argv);
    if (strcmp(argv[2], "closed") == 0)
        close(STDIN_FILENO);
    dup2(failure, BOX_LIFELINE);
    fcntl(BOX_LIFELINE, F_SETFD, FD_CLOEXEC);
    unsetenv("BOX_JAIL");
    unsetenv("BOX_LOG");
    close_from(BOX_STATUS);
    refuse_calls();
    execv(argv[BOX_PROGRAM], argv + BOX_NAME);
    int error = errno;
    ssize_t sent = write(BOX_LIFELINE, &error, sizeof error);
    _exit(sent == sizeof error ? 127 : 126);
}

/* --- what happens inside -------------------------------------------------- */

static struct box_report report;
static int stragglers;

/* Something has ended, or has stopped for its tracer. Returns what waitpid()
 * has returned; the only call of it that there is. */
static pid_t next_event(int flags)
{
    int status;
    struct rusage used;
    pid_t pid = wait4(-1, &status, flags | (traced ? __WALL : 0), &used);
    if (pid <= 0 || (traced && tracer_takes(pid, status)))
        return pid;
    bool is_process = !traced || tracer_ended(pid);
    if (pid == report.pid) {
        report.status = status;
        report.max_rss_kib = used.ru_maxrss;
        report.by_itself = true;
    } else if (is_process && WIFSIGNALED(status)) {
        stragglers++;
    }
    return pid;
}

/* A child may go on once it is traced: its filter would refuse it all. */
static void trace(pid_t pid, int go)
{
    if (traced)
        report.trace_error = tracer_seize(pid);
    traced = traced && report.trace_error == 0;
    if (write(go, &traced, sizeof traced) == -1)
        give_up();
}

static void await_trace(int go)
{
    if (read(go, &traced, sizeof traced) != sizeof traced)
        _exit(126);
}

/* Nobody inside may look into us: ptrace(2), proc(5). A child made after that
 * would be as closed, and could not be traced. */
static void hide(void)
{
    if (jailed)
        prctl(PR_SET_DUMPABLE, 0);
}

/* Start the program; the report says its pid, or why it could not start. */
static void start(char **argv)
{
    int failure[2], go[2], error = 0;
    pid_t pid = pipe2(failure, O_CLOEXEC) == -1 || pipe2(go, O_CLOEXEC) == -1
                    ? -1
                    : fork();
    if (pid == -1)
        give_up();
    if (pid == 0) {
        await_trace(go[0]);
        become(argv, failure[1]);
    }
    hide();
    report.pid = pid;
    close(failure[1]);
    close(go[0]);
    trace(pid, go[1]);
    close(go[1]);
    while (traced && !tracer_has_begun() && !report.by_itself)
        next_event(0);
    if (traced && !tracer_works())
        report.trace_error = ENOSYS;
    if (read(failure[0], &error, sizeof error) == sizeof error)
        report.exec_error = error;
    close(failure[0]);
}

static void tell(void)
{
    if (write(BOX_STATUS, &report, sizeof report) == -1)
        _exit(1); /* nobody is interested any more, and all is swept */
}

/* Kill every process that is our child now; in a jail all that there are, at
 * once: who forks without end would always be ahead of us. */
static void kill_children(void)
{
    if (jailed) {
        kill(-1, SIGKILL);
        return;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    int child;
    while (file && fscanf(file, "%d", &child) == 1)
        kill(child, SIGKILL);
    if (file)
        fclose(file);
}

/* Kill and reap until no child is left; new ones appear as parents die. Returns
 * how many others than the program still ran. */
static int sweep(void)
{
    bool by_itself = report.by_itself;
    stragglers = 0;
    do
        kill_children();
    while (next_event(0) != -1 || errno != ECHILD);
    report.by_itself = by_itself;
    return stragglers;
}

/* Has the program itself ended? Deals with what has happened, but not with all
 * of it at once: where processes start processes, there is always more. */
static bool program_ended(bool *more)
{
    enum { AT_ONCE = 64 };
    int count = 0;
    while (count < AT_ONCE && next_event(WNOHANG) > 0)
        count++;
    *more = count == AT_ONCE;
    return report.by_itself;
}

static long long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Now and then, also when there is always something else to do. */
static bool is_time_to_look(long long *last)
{
    long long now = milliseconds();
    if (memory_mib == 0 || now - *last < LOOK_MS)
        return false;
    *last = now;
    return true;
}

/* Wait until the program has ended, or the lifeline has. */
static void watch(int signals)
{
    struct pollfd polls[] = {{.fd = signals, .events = POLLIN},
                             {.fd = BOX_LIFELINE, .events = POLLIN}};
    long long last = milliseconds();
    bool more = false;
    for (;;) {
        int ready = poll(polls, 2, more ? 0 : memory_mib ? LOOK_MS : -1);
        if (ready == -1 && errno != EINTR)
            give_up();
        if (is_time_to_look(&last))
            report.overuse = (int)overuse(jailed, memory_mib);
        if (report.overuse != WITHIN_LIMITS) {
            report.by_itself = true;
            return;
        }
        struct signalfd_siginfo info;
        if (polls[0].revents && read(signals, &info, sizeof info) == -1)
            give_up();
        if (program_ended(&more) || polls[1].revents)
            return;
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--jailer") == 0)
        argc = jailer(&argv);
    if (argc < 6 || *argv[1] == '-') {
        fprintf(
            stderr,
            "usage: box DESCRIPTORS STDIN MEMORY_MIB PROGRAM NAME [ARG...]\n");
        return 2;
    }
    jailed = getenv("BOX_JAIL") != NULL;
    memory_mib = atol(argv[3]);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    int signals = signalfd(-1, &child, SFD_CLOEXEC);
    if (signals == -1 || prctl(PR_SET_CHILD_SUBREAPER, 1) == -1)
        give_up();

    traced = getenv("BOX_LOG") && tracer_open(BOX_LOG);
    if (getenv("BOX_LOG") && !traced)
        report.trace_error = ENOSYS;
    start(argv);
    int nothing = open("/dev/null", O_RDWR); /* our copies would hide an end */
    for (int fd = 0; fd < 3; fd++)
        dup2(nothing, fd);
    tell();
    watch(signals);
    int others = sweep();
    report.stragglers = report.overuse == WITHIN_LIMITS ? others : 0;
    report.ended = true;
    tell();
    return 0;
}
