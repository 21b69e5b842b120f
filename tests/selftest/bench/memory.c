/* memory.c - run a command, and print the peak memory of its largest process.
 *
 * usage: memory COMMAND [ARG...]
 *
 * The last line on stdout is that number, in MB: getrusage(2) of the command
 * and of all children that it has waited for. */
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "bench.h"

extern char **environ;

int main(int argc, char **argv)
{
    struct rusage used;
    pid_t pid;
    int status;
    if (argc < 2) {
        fprintf(stderr, "usage: memory COMMAND [ARG...]\n");
        return 2;
    }
    int error = posix_spawnp(&pid, argv[1], NULL, NULL, argv + 1, environ);
    if (error)
        bench_die("%s: %s", argv[1], strerror(error));
    if (waitpid(pid, &status, 0) == -1 ||
        getrusage(RUSAGE_CHILDREN, &used) == -1)
        bench_die("%s: it cannot be waited for", argv[1]);
    printf("%ld\n", used.ru_maxrss / 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
