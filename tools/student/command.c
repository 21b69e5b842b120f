/* command.c - see command.h. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "must.h"

struct command {
    pid_t pid;
    int fd;
    FILE *said;
};

/* The command gets its own process group, so that we can kill all its
 * processes. It is killed when we end, in any way. */
static void start(struct command *c, char *const argv[])
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) == -1 || (c->pid = fork()) == -1) {
        perror(argv[0]);
        exit(1);
    }
    if (c->pid == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    setpgid(c->pid, c->pid);
    close(ends[1]);
    c->fd = ends[0];
}

/* Read what the pipe has, without blocking; false at its end. */
static bool take(struct command *c)
{
    char bytes[8192];
    struct pollfd ready = {.fd = c->fd, .events = POLLIN};
    if (poll(&ready, 1, 0) < 1)
        return true;
    ssize_t got = read(c->fd, bytes, sizeof bytes);
    if (got > 0)
        fwrite(bytes, 1, (size_t)got, c->said);
    return got > 0 || (got == -1 && errno == EINTR);
}

bool command_run(char *const argv[], bool (*go_on)(int fd), char **said,
                 int *status)
{
    size_t len = 0;
    struct command c = {.said = must_open_memstream(said, &len)};
    start(&c, argv);
    bool wanted = true, more = true;
    while (more && (wanted = go_on(c.fd)))
        more = take(&c);
    if (!wanted)
        kill(-c.pid, SIGTERM);
    close(c.fd);
    int how = 0;
    while (waitpid(c.pid, &how, 0) == -1 && errno == EINTR)
        continue;
    *status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    must_fclose(c.said);
    return wanted;
}
