/* program.c - see program.h. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "can_trace.h"
#include "jail.h"
#include "lack.h"
#include "must.h"
#include "observe.h"
#include "overuse.h"
#include "paths.h"
#include "wine.h"

enum {
    STDOUT_MOST = 4 << 20, /* unread output beyond this is output without end */
    STDERR_MOST = 16 << 20, /* the same, while nothing else happens */
    STDERR_KEPT = 256 << 10,
    MEMORY_MIB = 512,
    MEMORY_OF_STRANGERS_MIB = 384,
    SETTLED = 100, /* milliseconds of sleep: it is not about to end */
};

/* The descriptors of one start: ours, and those that the box gets. */
struct wiring {
    int in[2], err[2], life[2], status[2]; /* pipes: read end, write end */
    int out, terminal;                     /* a raw terminal's two ends */
    int log;                               /* of its calls; -1: none */
};

/* A terminal, because into a pipe stdout is buffered; raw, so that bytes pass
 * as they are. */
static bool open_terminal(int *ours, int *theirs)
{
    *ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*ours == -1 || grantpt(*ours) == -1 || unlockpt(*ours) == -1)
        return false;
    const char *name = ptsname(*ours);
    *theirs = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    struct termios settings;
    if (*theirs == -1 || tcgetattr(*theirs, &settings) == -1)
        return false;
    cfmakeraw(&settings);
    return tcsetattr(*theirs, TCSANOW, &settings) == 0;
}

/* Move fd above the numbers that the box gets: dup2() must not meet them. */
static bool lift(int *fd)
{
    int high = fcntl(*fd, F_DUPFD_CLOEXEC, 10);
    close(*fd);
    *fd = high;
    return high != -1;
}

static bool open_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) == 0 && lift(&ends[0]) && lift(&ends[1]);
}

/* A place for the log of its calls, which we share with its box. */
static struct spy_log *open_log(struct wiring *w,
                                const struct program_options *options)
{
    char etc[PATH_MOST];
    struct spy_log *log;
    w->log = memfd_create("calls", MFD_CLOEXEC);
    if (w->log == -1 || ftruncate(w->log, sizeof(struct spy_log)) == -1 ||
        !lift(&w->log))
        return NULL;
    log =
        mmap(NULL, sizeof *log, PROT_READ | PROT_WRITE, MAP_SHARED, w->log, 0);
    if (log == MAP_FAILED)
        return NULL;
    log->plan = options->faults;
    path_of(etc, "tests/harness/sandbox");
    if (options->own_resolver && strlen(etc) < sizeof log->etc)
        memcpy(log->etc, etc, strlen(etc) + 1);
    return log;
}

/* To a terminal Wine would write escapes for every letter. */
static bool open_stdout(struct wiring *w, bool windows)
{
    int ends[2];
    if (!windows)
        return open_terminal(&w->out, &w->terminal) && lift(&w->out) &&
               lift(&w->terminal);
    bool opened = open_pipe(ends);
    w->out = ends[0];
    w->terminal = ends[1];
    return opened;
}

/* What `call` could not give us is our lack. */
static bool given(const char *call, bool good)
{
    if (!good)
        lack_note(call);
    return good;
}

static bool wire(struct wiring *w, struct program *p,
                 const struct program_options *options)
{
    return given("pipe2", open_pipe(w->in) && open_pipe(w->err) &&
                              open_pipe(w->life) && open_pipe(w->status)) &&
           given("posix_openpt", open_stdout(w, options->windows)) &&
           given("memfd_create", options->windows || options->untraced ||
                                     (p->calls = open_log(w, options)) != NULL);
}

static int spawn_box(struct program *p, const struct wiring *w, char **argv,
                     char **env)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, w->in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, w->terminal, 1);
    posix_spawn_file_actions_adddup2(&actions, w->err[1], 2);
    posix_spawn_file_actions_adddup2(&actions, w->life[0], BOX_LIFELINE);
    posix_spawn_file_actions_adddup2(&actions, w->status[1], BOX_STATUS);
    if (w->log != -1)
        posix_spawn_file_actions_adddup2(&actions, w->log, BOX_LOG);
    posix_spawnattr_t attributes;
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE); /* ignored by us, but not by a program */
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int error =
        posix_spawn(&p->outer, argv[0], &actions, &attributes, argv, env);
    if (error)
        p->outer = 0;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* A jail's own box does not come from us: it is not our child. */
static void order_box(struct program *p, const struct wiring *w, char **argv,
                      char **env)
{
    int fds[JAIL_FDS] = {-1,          w->life[0], w->status[1], w->in[0],
                         w->terminal, w->err[1],  w->log};
    p->box = jail_start(argv, env, fds);
    p->orphaned = p->box == 0;
}

/* To look for leaks, LeakSanitizer needs descriptors of its own, and has to
 * trace the program. */
static bool may_look_for_leaks(const struct program_options *options)
{
    return options->leaks && options->descriptors == 0 && can_trace();
}

/* What a sanitizer reports goes to stderr. Nothing else of our environment
 * matters to a lab. */
static int start_box(struct program *p, const struct wiring *w, char **argv,
                     const struct program_options *options)
{
    char asan[96];
    snprintf(asan, sizeof asan, "ASAN_OPTIONS=exitcode=99%s",
             may_look_for_leaks(options) ? "" : ":detect_leaks=0");
    char *env[9 + WINE_VARIABLES] = {asan, "UBSAN_OPTIONS=print_stacktrace=1",
                                     "LC_ALL=C",
                                     "PATH=/usr/local/bin:/usr/bin:/bin"};
    int count = 4;
    if (options->windows)
        count += wine_environment(env + count);
    if (jail_is_closed())
        env[count++] = "BOX_JAIL=yes";
    if (options->todo_waits)
        env[count++] = "TODO_WAITS=yes";
    if (w->log != -1)
        env[count++] = "BOX_LOG=yes";
    if (!jail_is_closed())
        return spawn_box(p, w, argv, env);
    order_box(p, w, argv, env);
    return 0;
}

static void close_theirs(const struct wiring *w)
{
    close(w->in[0]);
    close(w->err[1]);
    close(w->life[0]);
    close(w->status[1]);
    close(w->terminal);
    if (w->log != -1)
        close(w->log);
}

static bool report_came(void *arg)
{
    struct program *p = arg;
    return p->status.in_len >= sizeof p->report || p->status.ended;
}

/* The memory that all of a program may have. */
static int memory_most(void)
{
    return jail_is_closed() ? MEMORY_OF_STRANGERS_MIB : MEMORY_MIB;
}

static void note_error(int error, const char *call)
{
    errno = error;
    if (error)
        lack_note(call);
}

/* Wait for the box's next report; its own word needs no patience. If the box is
 * killed, that is seen at once. */
static void take_report(struct program *p)
{
    long long end = milliseconds() + 60 * QUIET;
    while (pump_past_floods(report_came, p, 10 * QUIET) != DONE &&
           milliseconds() < end)
        continue;
    p->orphaned = p->status.in_len < sizeof p->report;
    if (p->orphaned)
        return;
    memcpy(&p->report, p->status.in, sizeof p->report);
    channel_take(&p->status, sizeof p->report);
    p->orphaned = p->report.own_error != 0;
    note_error(p->report.own_error, "box");
    note_error(p->report.exec_error, "exec");
}

/* Who is who, once the first report has come. In a jail pids are others. */
static void learn_pids(struct program *p)
{
    if (jail_is_closed()) {
        p->pid = jail_find(p->box, p->report.pid);
    } else {
        p->box = p->outer;
        p->pid = p->report.pid;
    }
}

static bool start_once(struct program *p, const char *path, char *const argv[],
                       const struct program_options *options)
{
    char descriptors[16], memory[16], box[PATH_MOST];
    snprintf(descriptors, sizeof descriptors, "%d",
             options->descriptors ? options->descriptors : 1024);
    snprintf(memory, sizeof memory, "%d", options->windows ? 0 : memory_most());
    char *whole[64] = {path_of(box, "tests/build/box"), descriptors,
                       options->stdin_closed ? "closed" : "open", memory};
    int count = BOX_PROGRAM;
    if (options->windows)
        count += wine_words(whole + count);
    whole[count++] = (char *)path;
    for (int i = options->windows; argv[i] && i < 56; i++)
        whole[count++] = argv[i];

    struct wiring w = {.log = -1};
    signal(SIGPIPE, SIG_IGN); /* writing to a program that has gone: EPIPE */
    *p = (struct program){.lifeline = -1};
    if (!wire(&w, p, options)) {
        if (lack_told() == NULL)
            perror("harness: cannot wire up a program");
        return false;
    }
    int error = start_box(p, &w, whole, options);
    close_theirs(&w);
    channel_open(&p->in, w.in[1], STREAM, 0);
    channel_open(&p->out, w.out, STREAM, STDOUT_MOST);
    channel_open(&p->err, w.err[0], STREAM, STDERR_MOST);
    p->err.keeps = p->err.aside = true;
    p->out.crlf = p->err.crlf = p->out.keeps = options->windows;
    channel_open(&p->status, w.status[0], STREAM, 4096);
    p->lifeline = w.life[1];
    note_error(error, "box");
    if (error == 0 && !p->orphaned)
        take_report(p);
    if (error || p->report.own_error) {
        program_free(p);
        return false;
    }
    learn_pids(p);
    bool must_trace = options->faults.count > 0;
    pump_watch(p->pid, p->box, &p->status, must_trace ? NULL : p->calls);
    return true;
}

/* A jail that cannot be made is no fault of a program's. */
bool program_start(struct program *p, const char *path, char *const argv[],
                   const struct program_options *options)
{
    for (int tries = 0; tries < 3; tries++) {
        bool started = start_once(p, path, argv, options);
        if (!jail_is_closed() || (started && !p->orphaned))
            return started;
        program_free(p);
    }
    fprintf(stderr, "harness: no jail can be made: it %s\n",
            lack_told() ? lack_told() : "did not start");
    exit(NO_JAIL);
}

bool program_ended(struct program *p)
{
    if (!p->ended && report_came(p)) {
        take_report(p);
        p->ended = p->report.ended || p->orphaned;
        pump_unwatch(p->pid);
    }
    return p->ended && (p->out.ended || p->out.flooded) &&
           (p->err.ended || p->err.flooded);
}

static bool is_over(void *arg)
{
    return program_ended(arg);
}

long program_cpu_ms(const struct program *p)
{
    long own = observe_cpu_ms(p->pid), box = observe_cpu_ms(p->box);
    return own == -1 || box == -1 ? own : own + box;
}

/* A machine with no time for it makes no sleeper of one that is about to end;
 * nor does it use the processor. */
void program_await_end(struct program *p)
{
    long long until = milliseconds() + 10L * QUIET;
    long used = program_cpu_ms(p);
    while (pump_past_floods(is_over, p, p->out.ended ? QUIET : SETTLED) ==
               BUSY &&
           milliseconds() < until && program_cpu_ms(p) - used < QUIET)
        continue;
}

/* Reports and complaints are at the end of what was said. */
static const char *last_of(const char *text)
{
    size_t len = strlen(text);
    return len > STDERR_KEPT ? text + len - STDERR_KEPT : text;
}

void program_stop(struct program *p)
{
    if (p->lifeline == -1)
        return;
    program_ended(p);
    close(p->lifeline);
    p->lifeline = -1;
    if (!p->ended)
        take_report(p);
    p->ended = true;
    pump_unwatch(p->pid);
    if (p->outer)
        waitpid(p->outer, NULL, 0);
    p->said = must_strdup(last_of(program_stderr(p)));
    p->before = must_strdup(program_stderr_before(p));
    channel_close(&p->in);
    channel_close(&p->out);
    channel_close(&p->err);
    channel_close(&p->status);
}

void program_free(struct program *p)
{
    program_stop(p);
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): start_once() begins anew */
    free(p->said);
    free(p->before);
    p->said = p->before = NULL;
    if (p->calls)
        munmap(p->calls, sizeof *p->calls);
    p->calls = NULL;
}

const char *program_ending(const struct program *p, char *text, size_t size)
{
    static const char *const overuses[] = {
        [OVERUSES_TIME] = "it used too much processor time",
        [OVERUSES_PROCESSES] = "it started too many processes or threads",
        [OVERUSES_IN_FLIGHT] = "it sent descriptors that nobody received",
        [HIDES_ITS_USE] = "it hid what it uses (PR_SET_DUMPABLE)"};
    const struct box_report *r = &p->report;
    if (r->exec_error)
        snprintf(text, size, "could not be started: %s",
                 strerror(r->exec_error));
    else if (p->orphaned)
        snprintf(text, size, "its supervisor was killed");
    else if (r->overuse == OVERUSES_MEMORY)
        snprintf(text, size, "killed: it used more than %d MiB of memory",
                 memory_most());
    else if (r->overuse)
        snprintf(text, size, "killed: %s", overuses[r->overuse]);
    else if (WIFEXITED(r->status))
        snprintf(text, size, "exit %d", WEXITSTATUS(r->status));
    else if (WTERMSIG(r->status) == SIGXCPU)
        snprintf(text, size, "killed: it used too much processor time");
    else if (sigabbrev_np(WTERMSIG(r->status)))
        snprintf(text, size, "signal SIG%s", sigabbrev_np(WTERMSIG(r->status)));
    else /* real-time signals have no names */
        snprintf(text, size, "signal %d", WTERMSIG(r->status));
    return text;
}

const char *program_stderr(struct program *p)
{
    if (p->said)
        return p->said; /* NOLINT(clang-analyzer-unix.Malloc): as above */
    channel_text(&p->err);
    return p->err.in;
}

const char *program_stderr_before(const struct program *p)
{
    if (p->before)
        return p->before;
    return p->err.past ? p->err.past : "";
}

int program_todo(struct program *p, const char **what)
{
    const char *at = strstr(program_stderr(p), "todo: step ");
    int step = 0, status = p->report.status;
    bool stopped = !p->ended || (WIFEXITED(status) && WEXITSTATUS(status) == 3);
    if (at == NULL || !stopped || sscanf(at + 6, "step %d:", &step) != 1)
        return 0;
    *what = at + 6;
    return step;
}

bool program_may_leak(const struct program *p)
{
    return p->calls && (p->calls->may_leak || !p->calls->watches_heap);
}

bool program_met(const struct program *p, int fault)
{
    uint32_t bits = 1u << fault | 1u << (fault + FAULTS_MOST);
    return p->calls && p->calls->faults_done & bits;
}

const char *program_untraced(const struct program *p)
{
    int error = p->report.trace_error;
    if (p->calls == NULL)
        return "needs a tracer, and here it is played without one";
    if (error == EPERM || error == EACCES)
        return "needs ptrace(2), which is forbidden here: in a container, let "
               "it have --cap-add=SYS_PTRACE; elsewhere type, as root, "
               "`sysctl kernel.yama.ptrace_scope=1`";
    return error ? "needs a tracer, which this system or its processor has not"
                 : NULL;
}

const char *program_sanitizer(struct program *p)
{
    static const char *const marks[] = {
        "AddressSanitizer:", "runtime error:", "LeakSanitizer:"};
    const char *text = program_stderr(p), *first = NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *found = strstr(text, marks[i]);
        if (found && (first == NULL || found < first))
            first = found;
    }
    while (first > text && first[-1] != '\n')
        first--;
    return first;
}
