/* cell.c - one sandbox for a whole run, and an end to it.
 *
 * usage: cell SECONDS COMMAND [ARG...]
 *
 * With bubblewrap the command gets a network namespace with only loopback, our
 * own /etc/hosts, its own pid namespace, /tmp and /dev/shm, and a read-only
 * project. Where bubblewrap is missing or not allowed, the command runs without
 * a sandbox; the cell says so once, kills the processes that it leaves, and
 * removes its temporary files. After SECONDS all processes are killed.
 *
 * Exit status: the command's; 124 if the time was up. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "criterion_files.h"
#include "paths.h"

enum { ARGS = 128, DESCRIPTORS = 1024, TIME_UP = 124 };

/* Folders of the project that are mounted once more: the project may lie below
 * /tmp, which the sandbox replaces. */
static char progress[PATH_MOST], edited[PATH_MOST], outcomes[PATH_MOST],
    tree[PATH_MOST], hosts[PATH_MOST], nsswitch[PATH_MOST];

/* The sandbox, in bubblewrap's words: bwrap(1). */
static const char *const sandbox[] = {"bwrap",
                                      "--die-with-parent",
                                      "--unshare-net",
                                      "--unshare-pid",
                                      "--unshare-ipc",
                                      "--unshare-uts",
                                      "--ro-bind",
                                      "/",
                                      "/",
                                      "--dev",
                                      "/dev",
                                      "--proc",
                                      "/proc",
                                      "--tmpfs",
                                      "/tmp",
                                      "--tmpfs",
                                      "/dev/shm",
                                      "--ro-bind",
                                      tree,
                                      tree,
                                      "--ro-bind",
                                      hosts,
                                      "/etc/hosts",
                                      "--bind-try",
                                      progress,
                                      progress,
                                      "--bind-try",
                                      edited,
                                      edited,
                                      "--bind-try",
                                      outcomes,
                                      outcomes,
                                      "--ro-bind",
                                      nsswitch,
                                      "/etc/nsswitch.conf"};
enum { SANDBOX = sizeof sandbox / sizeof *sandbox };

static int spawn(pid_t *pid, const char *const *argv)
{
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    int error = posix_spawnp(pid, argv[0], NULL, &attributes,
                             (char *const *)argv, environ);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* CELL=no in the environment turns the sandbox off. */
static int wants_sandbox(void)
{
    const char *wanted = getenv("CELL");
    return wanted == NULL || strcmp(wanted, "no") != 0;
}

/* Can this system make the sandbox at all? We try it with true(1). */
static int can_sandbox(void)
{
    const char *argv[SANDBOX + 2];
    memcpy(argv, sandbox, sizeof sandbox);
    argv[SANDBOX] = "true";
    argv[SANDBOX + 1] = NULL;
    pid_t pid;
    int status;
    return spawn(&pid, argv) == 0 && waitpid(pid, &status, 0) == pid &&
           status == 0;
}

/* Kill and reap all our children. Without a sandbox these are the orphans that
 * the command has left; with one there are none. */
static void sweep(void)
{
    char path[64];
    int child;
    pid_t pid;
    do {
        snprintf(path, sizeof path, "/proc/self/task/%d/children",
                 (int)getpid());
        FILE *file = fopen(path, "re");
        while (file && fscanf(file, "%d", &child) == 1)
            kill(child, SIGKILL);
        if (file)
            fclose(file);
        pid = waitpid(-1, NULL, 0);
        remove_criterion_files(pid);
    } while (pid != -1 || errno == EINTR);
}

/* Reap the children that have ended; true once the command itself has. */
static int has_ended(pid_t command, int *status)
{
    int s;
    for (pid_t pid; (pid = waitpid(-1, &s, WNOHANG)) > 0;) {
        remove_criterion_files(pid);
        if (pid == command) {
            *status = WIFEXITED(s) ? WEXITSTATUS(s) : 128 + WTERMSIG(s);
            return 1;
        }
    }
    return 0;
}

/* Wait until the command ends, a signal tells us to end, or the time is up. */
static int wait_for(pid_t command, int signals, int seconds)
{
    struct pollfd wait = {.fd = signals, .events = POLLIN};
    struct signalfd_siginfo info;
    int status = TIME_UP;
    for (int left = seconds; !has_ended(command, &status);) {
        int ready = poll(&wait, 1, 1000);
        if (ready == 0 && --left == 0) {
            fprintf(stderr, "cell: stopped after %d seconds\n", seconds);
            return TIME_UP;
        }
        if (ready == 1 && read(signals, &info, sizeof info) > 0 &&
            info.ssi_signo != SIGCHLD)
            return 128 + (int)info.ssi_signo;
    }
    return status;
}

/* SIGCHLD and the signals that end a program are read from a descriptor:
 * signalfd(2). */
static int open_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static int remove_one(const char *path, const struct stat *about, int kind,
                      struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    remove(path);
    return 0;
}

/* Without a sandbox, the folder for the command's temporary files. The cell
 * removes it at the end. */
static char folder[] = "/tmp/socket-labs-XXXXXX";

static void set_folder(int sandboxed)
{
    int made = !sandboxed && mkdtemp(folder) != NULL;
    if (!made)
        *folder = '\0';
    setenv("TMPDIR", made ? folder : "/tmp", 1);
}

static void clean_up(void)
{
    sweep();
    if (*folder)
        nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Without a sandbox only the cell cleans up, and it may be killed. So it forks:
 * the child runs the command, and ends when its parent does; the parent is a
 * subreaper, and cleans up if the child is killed. */
static void double_up(int signals, int seconds)
{
    pid_t second = fork();
    if (second > 0) {
        int status = wait_for(second, signals, seconds + 1);
        clean_up();
        exit(status);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Here and in box.c descriptors are closed one by one, so there must not be too
 * many. Grading needs a higher limit (jail.c), and runs without a cell. */
static void set_limits(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur > DESCRIPTORS) {
        files.rlim_cur = DESCRIPTORS;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

/* The command inherits only the first three descriptors: neither the lock of
 * turn.h nor the pipes of make. */
static void keep_descriptors(void)
{
    for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int main(int argc, char **argv)
{
    if (argc < 3 || argc > ARGS - SANDBOX || atoi(argv[1]) <= 0) {
        fprintf(stderr, "usage: cell SECONDS COMMAND [ARG...]\n");
        return 2;
    }
    paths_init(argv[0]);
    path_of(tree, "");
    path_of(progress, "tests/build/progress");
    path_of(edited, "tests/build/edited");
    path_of(outcomes, "tests/build/outcomes");
    path_of(hosts, "tests/harness/sandbox/hosts");
    path_of(nsswitch, "tests/harness/sandbox/nsswitch.conf");
    set_limits();
    keep_descriptors();
    int sandboxed = wants_sandbox() && can_sandbox();
    if (!sandboxed && wants_sandbox())
        fprintf(stderr,
                "no sandbox (bubblewrap is missing or not allowed here): "
                "going on without\n");
    const char *whole[ARGS];
    int count = sandboxed ? SANDBOX : 0;
    memcpy(whole, sandbox, (size_t)count * sizeof *whole);
    memcpy(whole + count, argv + 2, (size_t)(argc - 1) * sizeof *whole);

    set_folder(sandboxed);
    int signals = open_signals();
    pid_t command;
    if (signals == -1 || prctl(PR_SET_CHILD_SUBREAPER, 1) == -1) {
        perror("cell");
        return 1;
    }
    if (!sandboxed)
        double_up(signals, atoi(argv[1]));
    int error = spawn(&command, whole);
    if (error) {
        fprintf(stderr, "%s: %s\n", whole[0], strerror(error));
        return 127;
    }
    int status = wait_for(command, signals, atoi(argv[1]));
    clean_up();
    return status;
}
