/* forks.c - does the spy note each of many children with its own pid?
 *
 * It starts itself again with a log of calls, as the harness would. The new
 * process forks more children than the log has places, one after the other;
 * each makes one call. The log must have a row for each, with different
 * pids. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spy_log.h"

enum { CHILDREN = 3 * SPY_ACTORS };

static int make_children(void)
{
    for (int i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        if (child == 0) {
            shutdown(-1, SHUT_RD);
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    return 0;
}

/* How many different pids the rows have. */
static int count_processes(const struct spy_log *log)
{
    int count = 0;
    static int32_t seen[SPY_FIRST];
    for (uint32_t i = 0; i < log->count && i < SPY_FIRST; i++) {
        const struct spy_call *c = &log->rows[i];
        int k = 0;
        while (k < count && seen[k] != c->pid)
            k++;
        if (c->name == SPY_SHUTDOWN && c->pid != 0 && k == count)
            seen[count++] = c->pid;
    }
    return count;
}

static const struct spy_log *run_with_log(char *program)
{
    char number[16];
    int fd = memfd_create("log", 0);
    if (fd == -1 || ftruncate(fd, sizeof(struct spy_log)) == -1)
        exit(2);
    snprintf(number, sizeof number, "%d", fd);
    pid_t child = fork();
    if (child == 0) {
        setenv("SPY_LOG", number, 1);
        execl(program, program, "children", (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    return mmap(NULL, sizeof(struct spy_log), PROT_READ, MAP_SHARED, fd, 0);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return make_children();
    const struct spy_log *log = run_with_log(argv[0]);
    if (log == MAP_FAILED)
        return 2;
    int count = count_processes(log);
    printf("%d children, and the log knows %d\n", CHILDREN, count);
    return count == CHILDREN ? 0 : 1;
}
